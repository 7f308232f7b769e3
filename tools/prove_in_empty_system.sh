#!/bin/sh
# Proves the two commands in a Debian or Ubuntu that holds nothing but git and make.
#
#   sudo tools/prove_in_empty_system.sh [SUITE [MIRROR]]
#
# SUITE is the release's name (else that of this machine), MIRROR its package server (else the one
# this machine's apt uses). Needs root, debootstrap, Xvfb and xdotool here. The screen stands outside
# the empty system, so that no package of the screen's own can hide one that `make run` forgot.
# shellcheck disable=SC1091,SC2013,SC2016  # systems' own files; paths without blanks; apt's placeholders
set -eu
cd "$(dirname "$0")/.."

if [ "${IN_OWN_NAMESPACE:-}" != yes ]; then
    for tool in debootstrap Xvfb xdotool git unshare; do
        command -v "$tool" >/dev/null || { echo "This proof needs $tool." >&2; exit 1; }
    done
    [ "$(id -u)" -eq 0 ] || { echo "This proof needs root, to make a system in a folder." >&2; exit 1; }
    # What is mounted below is gone when this script is, however it ends.
    IN_OWN_NAMESPACE=yes exec unshare --mount --propagation private "$0" "$@"
fi

here=$(. /etc/os-release && echo "$VERSION_CODENAME")
suite=${1:-$here}
mirror=${2:-$(apt-get indextargets --format '$(REPO_URI) $(SUITE) $(CODENAME)' 'Created-By: Packages' |
    awk -v here="$here" '$2 == here || $3 == here {print $1; exit}')}
[ -n "$mirror" ] || { echo "Name the mirror of $suite as the second word." >&2; exit 1; }
system=$(mktemp -d "${EMPTY_SYSTEM_IN:-${TMPDIR:-/tmp}}/empty-$suite.XXXXXX")
chmod 755 "$system"
log=$system.log
screen=
finish() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || true
    umount --recursive --lazy "$system/proc" "$system/dev" 2>/dev/null || true
    for folder in $folders; do umount --lazy "$system$folder" 2>/dev/null || true; done
    # Nothing of this machine may still be mounted inside when the folder is removed.
    if ! grep -q " $system/" /proc/self/mounts; then rm -rf "$system"; fi
}
folders=
trap finish EXIT
trap 'exit 130' INT TERM

started() { begin=$(date +%s); printf '%-52s ' "$*"; }
done_in() { echo "$(($(date +%s) - begin)) s"; }
failed() {
    echo "FAILED: $*"
    tail -n 40 "$log"
    echo "All that was printed: $log"
    exit 1
}

# --- An empty system with this machine's way to the registries -------------------------------------

started "debootstrap of $suite"
debootstrap --variant=minbase "$suite" "$system" "$mirror" >"$log" 2>&1 || failed "debootstrap"
done_in
mount -t proc proc "$system/proc"
mount --rbind /dev "$system/dev"
cp -L /etc/resolv.conf "$system/etc/resolv.conf"
apt-config dump | grep -E '^Acquire::(http|https|Check-)' >"$system/etc/apt/apt.conf.d/90here" || true
# Ubuntu keeps some of the packages of the tests there.
if grep -q '^ID=ubuntu' "$system/etc/os-release"; then
    sed -i 's/ main$/ main universe/' "$system/etc/apt/sources.list"
fi
pip_file=$system/etc/pip.conf
{
    echo "[global]"
    python3 -m pip config list 2>/dev/null | sed -n "s/^global\\.\\([a-z-]*\\)='\\(.*\\)'$/\\1 = \\2/p"
} >"$pip_file"
# Where pip here is told of local folders and certificates, they are there inside, too.
for path in $(grep -oE '(file://)?/[^ ]+' "$pip_file" | sed 's,^file://,,; s,/simple$,,' | sort -u); do
    if [ -d "$path" ]; then
        mkdir -p "$system$path"
        mount --bind -o ro "$path" "$system$path"
        folders="$folders $path"
    elif [ -f "$path" ]; then
        # Under a name of its own: a package installed later may bring a file of the same one.
        mkdir -p "$system/opt/here"
        cp -L "$path" "$system/opt/here/$(basename "$path")"
        sed -i "s,$path,/opt/here/$(basename "$path")," "$pip_file"
    fi
done

inside() {
    env -i HOME=/root LANG=C.UTF-8 TERM=dumb PATH=/usr/sbin:/usr/bin:/sbin:/bin CI=true \
        http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" \
        ${DISPLAY_INSIDE:+DISPLAY="$DISPLAY_INSIDE"} PIP_DEFAULT_TIMEOUT=180 chroot "$system" "$@" </dev/null >>"$log" 2>&1
}

started "apt: git and make"
{ inside apt-get update && inside apt-get install --yes --no-install-recommends git make; } ||
    failed "apt"
done_in
checkout=/root/hiptimer
mkdir "$system$checkout"
git ls-files -z --cached --others --exclude-standard |
    tar --create --null --files-from - --ignore-failed-read 2>>"$log" |
    tar --extract --directory "$system$checkout"
# Some tests ask git about the checkout, and a clone is what a newcomer has.
inside git -C "$checkout" init

# --- make run --------------------------------------------------------------------------------------

cat >"$system/tmp/short.yaml" <<'END'
hiptimer: 1
title: A short proof
defaults: {get_ready: 1 s}
steps:
  - name: Stand still
    hold: 2 s
    sides: both
    instructions: [Stand still.]
END

started "make run, first time, no display"
inside make -C "$checkout" run SESSION=/tmp/short.yaml || failed "make run"
grep -q "There is no display here" "$log" || failed "make run did not say that it plays in the terminal"
done_in
started "make run, nothing left to set up"
inside make -C "$checkout" run SESSION=/tmp/short.yaml || failed "make run, second time"
done_in

started "make run on a screen: the window opens"
exec 3<>"$system/tmp/screen"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp -noreset >>"$log" 2>&1 &
screen=$!
display=
while [ -z "$display" ]; do
    kill -0 "$screen" || failed "Xvfb"
    display=$(head -n 1 "$system/tmp/screen")
    sleep 0.1
done
DISPLAY_INSIDE=:$display inside make -C "$checkout" run &
window=$!
tries=0
until DISPLAY=:$display xdotool search --onlyvisible --name . >/dev/null 2>&1; do
    kill -0 "$window" 2>/dev/null || failed "make run ended before its window was seen"
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || failed "no window within 60 s"
    sleep 0.2
done
done_in
echo "    $(DISPLAY=:$display xdotool search --onlyvisible --name . getwindowname getwindowgeometry |
    tr -s '\n ' ' ')"
kill "$screen"
screen=
wait "$window" || true

# --- make test -------------------------------------------------------------------------------------

started "make test, first time"
inside make -C "$checkout" test || failed "make test"
done_in
echo "    $(grep -E '^=+ .*(passed|failed)' "$log" | tail -n 1)"
started ".ci/run, nothing left to set up"
inside bash "$checkout/.ci/run" || failed ".ci/run"
done_in
echo "Proven in an empty $(. "$system/etc/os-release" && echo "$PRETTY_NAME"). What was printed: $log"
