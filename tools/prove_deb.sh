#!/bin/sh
# Proves in a bare Debian what people install: the Debian package, the frozen folder and the wheel.
#
#   sudo tools/prove_deb.sh [FOLDER [SUITE [MIRROR]]]
#
# FOLDER holds what `make release` built (else dist/), SUITE is Debian's release (else bookworm), MIRROR its
# package server (else the one this machine's apt uses). Each is installed by the command that the README
# gives, plays a session whose sound is recorded from a sink with nothing behind it, opens its window on a
# screen, and is removed. Needs root, debootstrap and python3 here; all else happens inside.
# shellcheck disable=SC1091,SC2016  # the system's own files; dpkg's placeholders
set -eu
cd "$(dirname "$0")/.."
. tools/bare_system.sh

if [ "${IN_OWN_NAMESPACE:-}" != yes ]; then
    need python3
    in_own_namespace "$@"
fi

built=${1:-dist}
deb=$(ls "$built"/hiptimer_*.deb)
tar=$(ls "$built"/hiptimer-*-linux-*.tar.xz)
wheel=$(ls "$built"/hiptimer-*.whl)
make_system "${2:-bookworm}" "${3:-}"

person() {
    plain HOME=/home/patient PATH=/home/patient/.local/bin:/usr/bin:/bin USER=patient DISPLAY=:7 \
        XDG_RUNTIME_DIR=/run/user/patient XDG_CURRENT_DESKTOP=GNOME \
        /usr/sbin/chroot --userspec=patient:patient "$system" "$@" </dev/null
}
now() { date +%s.%N; }
since() { echo "$1 $(now)" | awk '{printf "%.2f s", $2 - $1}'; }

# --- The package alone, on a system that holds nothing but apt ---------------------------------------

quietly inside apt-get update || failed "apt-get update"
cp "$deb" "$tar" "$wheel" "$system/tmp/"
deb_inside=/tmp/$(basename "$deb")
started "apt install ./$(basename "$deb")"
quietly inside apt install --yes "$deb_inside" || failed "apt install"
done_in
say "    $(stat -c %s "$deb" | awk '{printf "%.1f MB", $1 / 1e6}') to load, $(inside dpkg-query \
    --show --showformat '${Installed-Size}' hiptimer | awk '{printf "%.0f MB", $1 / 1024}') installed"
quietly inside useradd --create-home patient
mkdir -p "$system/run/user/patient"
chmod 700 "$system/run/user/patient"
inside chown patient:patient /run/user/patient
started "hiptimer --version, and a window without a screen"
quietly person /usr/bin/hiptimer --version || failed "hiptimer --version"
person env QT_QPA_PLATFORM=offscreen timeout --signal=TERM 5 hiptimer >>"$log" 2>&1 && failed "the window closed"
grep -q "Traceback" "$log" && failed "the window"
[ -f "$system/home/patient/.config/hiptimer/window.json" ] || failed "the window did not close in good order"
done_in
quietly inside apt purge --yes hiptimer || failed "apt purge"
rm -rf "$system/home/patient/.local" "$system/home/patient/.config" "$system/home/patient/.cache"

# --- A screen, ears and hands for the proof; then the package again ----------------------------------

started "apt: what the proof itself needs"
quietly inside apt-get install --yes --no-install-recommends xvfb xdotool openbox pulseaudio \
    pulseaudio-utils man-db bash-completion zsh desktop-file-utils appstream xdg-utils libglib2.0-bin \
    shared-mime-info hicolor-icon-theme pipx xz-utils || failed "apt"
done_in
list() {
    inside find / -xdev \( -path /proc -o -path /dev -o -path /tmp -o -path /run -o -path /var/cache \
        -o -path /var/log -o -path /var/lib/dpkg -o -path /var/lib/apt -o -name __pycache__ \) -prune \
        -o -print | sort
}
list >"$system.before"
started "apt install ./$(basename "$deb"), again"
quietly inside apt install --yes "$deb_inside" || failed "apt install"
done_in

cat >"$system/tmp/short.hiptimer.yaml" <<'END'
hiptimer: 1
title: A short proof
defaults: {get_ready: 1 s}
steps:
  - name: Stand still
    hold: 2 s
    sides: both
    instructions: [Stand still.]
END
cp "$system/tmp/short.hiptimer.yaml" "$system/tmp/plain-name.yaml"
printf 'needs:\n  hiptimer: 1.0\n' >"$system/tmp/other.yaml"

quietly person Xvfb :7 -screen 0 1280x800x24 -nolisten tcp -noreset &
quietly person pulseaudio -n --daemonize=no --exit-idle-time=-1 -L module-native-protocol-unix \
    -L "module-null-sink sink_name=null rate=48000 channels=2" -L module-always-sink &
await() {
    tries=0
    until quietly "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || failed "waited too long for: $*"
        sleep 0.1
    done
}
await person xdotool getdisplaygeometry
await person pactl info
quietly person openbox &

# Plays the session with the program named, and tells what the sink was given meanwhile.
hear() {
    rm -f "$system/tmp/heard.raw"
    quietly person sh -c 'echo $$ >/tmp/ears
        exec parec -d null.monitor --rate=48000 --format=s16le --channels=1 /tmp/heard.raw' &
    await test -s "$system/tmp/heard.raw"
    quietly "$@" || failed "$*"
    sleep 0.5
    kill "$(cat "$system/tmp/ears")"
    python3 - "$system/tmp/heard.raw" <<'END' | tee -a "$log" || failed "nothing was heard"
import array, pathlib, sys
raw = pathlib.Path(sys.argv[1]).read_bytes()
heard = array.array("h", raw[: len(raw) // 2 * 2])
loudest = max(map(abs, heard)) / 32768
sounding_s = sum(abs(value) > 328 for value in heard) / 48000
print(f"    heard: {len(heard) / 48000:.1f} s recorded, sound in {sounding_s:.1f} s, loudest {loudest:.2f} of 1")
sys.exit(loudest < 0.1 or sounding_s < 0.5)
END
}
window_is_there() { person xdotool search --onlyvisible --class hiptimer; }
window_is_gone() { ! person xdotool search --onlyvisible --class hiptimer; }
closed_by_its_keys() {
    person xdotool key alt+F4
    sleep 0.5
    window_is_gone
}
# Tells how long the program named takes until its window is on the screen; it is closed again.
see() {
    begun=$(now)
    quietly person "$@" &
    until quietly window_is_there; do
        [ "$(echo "$begun $(now)" | awk '{print ($2 - $1 > 60)}')" = 0 ] || failed "no window: $*"
    done
    say "    window on the screen after $(since "$begun")"
}
close() {
    await closed_by_its_keys
}

started "the package: a session in the terminal"
hear person hiptimer play /tmp/short.hiptimer.yaml --lines
done_in
person hiptimer history | tee -a "$log" | grep -q "A short proof" || failed "the journal does not have it"
started "the package: its window, twice"
see hiptimer
close
see hiptimer
close
done_in

started "MIME type, double click, menu, man page, completion"
kind() { person xdg-mime query filetype "$1" 2>>"$log"; }
for file in short.hiptimer.yaml plain-name.yaml; do
    [ "$(kind /tmp/$file)" = application/x-hiptimer-session ] || failed "$file is $(kind /tmp/$file)"
done
[ "$(kind /tmp/other.yaml)" != application/x-hiptimer-session ] || failed "other.yaml is taken for a session"
[ "$(person xdg-mime query default application/x-hiptimer-session)" = hiptimer.desktop ] || failed "default"
for opener in "xdg-open" "gio open"; do
    # shellcheck disable=SC2086  # two words
    quietly person $opener /tmp/short.hiptimer.yaml &
    await window_is_there
    close
done
inside desktop-file-validate /usr/share/applications/hiptimer.desktop >>"$log" 2>&1 || failed "desktop entry"
inside appstreamcli validate --no-net /usr/share/metainfo/org.hiptimer.hiptimer.metainfo.xml >>"$log" 2>&1 ||
    failed "metainfo"
inside man --pager=cat hiptimer 2>>"$log" | tee -a "$log" | grep -q "timeline" || failed "man hiptimer"
inside bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader hiptimer
    COMP_WORDS=(hiptimer hist) COMP_CWORD=1 COMP_LINE="hiptimer hist" COMP_POINT=13
    "$(complete -p hiptimer | sed "s/.*-F \([^ ]*\).*/\1/")" hiptimer hist hiptimer
    echo "bash completes: ${COMPREPLY[*]}"; test "${COMPREPLY[0]}" = history' >>"$log" 2>&1 || failed "bash completion"
inside zsh -c 'autoload -Uz compinit; compinit -D -u; print "zsh completes by: ${_comps[hiptimer]}"
    [[ ${_comps[hiptimer]} == _hiptimer ]]' >>"$log" 2>&1 || failed "zsh completion"
done_in

# The first time it was purged; here it is removed, which leaves nothing that could be purged.
started "apt remove: what is left"
quietly inside apt remove --yes hiptimer || failed "apt remove"
quietly inside dpkg-query --show hiptimer && failed "something is left to purge"
list >"$system.after"
left=$(comm -13 "$system.before" "$system.after" | grep -vE '^/home/patient(/|$)' || true)
[ -z "$left" ] || failed "left behind: $left"
gone=$(comm -23 "$system.before" "$system.after")
[ -z "$gone" ] || failed "gone, and not ours: $gone"
named=$(inside grep -rlis hiptimer /usr /etc /var/lib --exclude-dir=apt --exclude-dir=dpkg || true)
[ -z "$named" ] || failed "still named in: $named"
done_in
say "    left, the person's own:"
(cd "$system" && find home/patient -type f -path '*hiptimer*' -printf '        /%p %s bytes\n') | tee -a "$log"

# --- The frozen folder: unpack, run, delete ----------------------------------------------------------

folder=/home/patient/$(basename "$tar" .tar.xz)
started "the frozen folder: tar xf $(basename "$tar")"
quietly person tar --directory /home/patient -xf "/tmp/$(basename "$tar")" || failed "tar"
done_in
say "    $(stat -c %s "$tar" | awk '{printf "%.1f MB", $1 / 1e6}') to load, $(du -s --block-size=1M \
    --apparent-size "$system$folder" | cut -f 1) MB unpacked"
started "the frozen folder: a session and its window"
hear person "$folder/hiptimer" play /tmp/short.hiptimer.yaml --lines
see "$folder/hiptimer"
close
rm -r "${system:?}$folder"
done_in

# --- The wheel: pipx install, run, pipx uninstall ----------------------------------------------------

# The four libraries that the README names for it; the others bring them along.
quietly inside apt-get install --yes libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 ||
    failed "apt"
started "pipx install $(basename "$wheel")"
quietly person pipx install "/tmp/$(basename "$wheel")" || failed "pipx install"
done_in
say "    $(stat -c %s "$wheel" | awk '{printf "%.1f MB", $1 / 1e6}') to load and its dependencies, $(du -s \
    --block-size=1M --apparent-size "$system/home/patient/.local/pipx/venvs" 2>>"$log" | cut -f 1) MB installed"
started "the wheel: a session and its window"
hear person hiptimer play /tmp/short.hiptimer.yaml --lines
see hiptimer
close
quietly person pipx uninstall hiptimer || failed "pipx uninstall"
[ ! -e "$system/home/patient/.local/bin/hiptimer" ] || failed "pipx left the command"
done_in
person test -f /home/patient/.local/share/hiptimer/journal.db || failed "the journal is gone"
say "Proven in a bare $(. "$system/etc/os-release" && echo "$PRETTY_NAME"). What was printed: $log"
