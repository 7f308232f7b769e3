#!/bin/sh
# Proves the two commands in a Debian or Ubuntu that holds nothing but git and make.
#
#   sudo tools/prove_in_empty_system.sh [SUITE [MIRROR]]
#
# SUITE is the release's name (else that of this machine), MIRROR its package server (else the one
# this machine's apt uses). Needs root, debootstrap, Xvfb and xdotool here. The screen stands outside
# the empty system, so that no package of the screen's own can hide one that `make run` forgot.
# shellcheck disable=SC1091  # systems' own files
set -eu
cd "$(dirname "$0")/.."
. tools/bare_system.sh

if [ "${IN_OWN_NAMESPACE:-}" != yes ]; then
    need Xvfb xdotool git
    in_own_namespace "$@"
fi

make_system "${1:-$(. /etc/os-release && echo "$VERSION_CODENAME")}" "${2:-}"

started "apt: git and make"
{ quietly inside apt-get update && quietly inside apt-get install --yes --no-install-recommends git make; } ||
    failed "apt"
done_in
checkout=/root/hiptimer
mkdir "$system$checkout"
git ls-files -z --cached --others --exclude-standard |
    tar --create --null --files-from - --ignore-failed-read 2>>"$log" |
    tar --extract --directory "$system$checkout"
# Some tests ask git about the checkout, and a clone is what a newcomer has.
quietly inside git -C "$checkout" init

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
quietly inside env CI=true make -C "$checkout" run SESSION=/tmp/short.yaml || failed "make run"
grep -q "There is no display here" "$log" || failed "make run did not say that it plays in the terminal"
done_in
started "make run, nothing left to set up"
quietly inside env CI=true make -C "$checkout" run SESSION=/tmp/short.yaml || failed "make run, second time"
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
quietly inside env CI=true DISPLAY=":$display" make -C "$checkout" run &
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
wait "$window" || true

# --- make test -------------------------------------------------------------------------------------

started "make test, first time"
quietly inside env CI=true make -C "$checkout" test || failed "make test"
done_in
echo "    $(grep -E '^=+ .*(passed|failed)' "$log" | tail -n 1)"
started ".ci/run, nothing left to set up"
quietly inside env CI=true bash "$checkout/.ci/run" || failed ".ci/run"
done_in
echo "Proven in an empty $(. "$system/etc/os-release" && echo "$PRETTY_NAME"). What was printed: $log"
