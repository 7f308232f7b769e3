#!/bin/sh
# Makes everything ready that `make run`, `make test` and the like need, and says so beforehand.
#
#   tools/set_up.sh run     the program: Qt's system libraries, .venv, hiptimer in it
#   tools/set_up.sh test    that, and what the tests and checks need
#   tools/set_up.sh poses   the program in .venv-poses, and what solves and draws the figures
#   tools/set_up.sh release the program in .venv-release, and what builds and tries what people install
#
# Where all is there already it ends within a fraction of a second. It stops with exit code 1 and a
# sentence when something is missing that it cannot install.
set -eu
cd "$(dirname "$0")/.."

purpose=${1:-run}

# What Qt needs to open a window on X11 or Wayland, and to find a sound server.
run_packages="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libpulse0
libxrandr2 libxext6 libdrm2 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1
libxcb-shape0"
# A screen, a window manager, a sound server and a bus, all started by the tests themselves; two
# programs that speak, of which flite makes the sentences in assets/voice too; what reads PDFs back, and
# the letters that they are best set in.
test_packages="xvfb xauth pulseaudio pulseaudio-utils dbus openbox xdotool flite espeak-ng poppler-utils
fonts-inter"
# What takes libraries apart, makes the Debian package and checks the entry in menus and shops. PyInstaller
# needs Python as a library, which Debian's own brings for developers.
release_packages="binutils chrpath libpython3-dev dpkg-dev desktop-file-utils appstream lintian"

environment=.venv
case $purpose in
run) packages=$run_packages ;;
poses)
    packages=$run_packages
    environment=.venv-poses
    ;;
release)
    packages="$run_packages $test_packages $release_packages"
    environment=.venv-release
    ;;
test) packages="$run_packages $test_packages" ;;
*)
    echo "usage: tools/set_up.sh run|test|poses|release" >&2
    exit 2
    ;;
esac

say() { printf '%s\n' "$@"; }
stop() {
    printf '%s\n' "$@" >&2
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# --- The system's packages ------------------------------------------------------------------------

is_installed() {
    [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# Newer releases add t64 to the names of some libraries.
missing_of() {
    missing=
    for name in "$@"; do
        is_installed "$name" || is_installed "${name}t64" || missing="$missing $name"
    done
    printf '%s' "${missing# }"
}

name_here() {
    if apt-cache show --no-all-versions "${1}t64" >/dev/null 2>&1; then
        printf '%s' "${1}t64"
    else
        printf '%s' "$1"
    fi
}

# Prints the Python to use; nothing if there is none.
find_python() {
    for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if has "$python" && "$python" -c '
import sys, ensurepip, sqlite3, venv
sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            command -v "$python"
            return
        fi
    done
}

# Prints what goes in front of a command that only root may run; fails if there is no way.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        printf ''
    elif has sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
        printf 'sudo '
    else
        return 1
    fi
}

install_packages() {
    root=$(as_root) || {
        say "" "These system packages are not installed, and installing them needs root:" \
            "    $*" "Install them with:" "    sudo apt-get update" \
            "    sudo apt-get install --yes --no-install-recommends $*" "" >&2
        return 1
    }
    say "" "hiptimer needs these system packages, which are installed now:" "    $*" ""
    # shellcheck disable=SC2086  # nothing, or sudo as a word of its own
    ${root}apt-get update
    names=
    for name in "$@"; do names="$names $(name_here "$name")"; done
    say "" "${root}apt-get install --yes --no-install-recommends$names" ""
    # shellcheck disable=SC2086  # names and the word sudo are separate words
    ${root}env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends $names ||
        stop "The system packages could not be installed; apt's own words stand above."
}

check_packages() {
    # shellcheck disable=SC2086  # a list of names
    wanted=$(missing_of $packages)
    if ! is_usable && [ -z "$(find_python)" ]; then
        wanted="python3 python3-venv${wanted:+ $wanted}"
    fi
    [ -n "$wanted" ] || return 0
    # shellcheck disable=SC2086
    install_packages $wanted || say "Going on, in case they are there under other names." >&2
}

# --- The Python environment -----------------------------------------------------------------------

stamp=$environment/.set-up-for-$purpose
contents() {
    pwd -P
    cat pyproject.toml tools/set_up.sh | cksum
}

is_up_to_date() {
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(contents)" ] &&
        "$environment/bin/python" -c '' 2>/dev/null
}

# The commands of an environment hold the path of the folder that it was made in.
was_moved() {
    for old in "$environment"/.set-up-for-*; do
        if [ -f "$old" ] && [ "$(head -n 1 "$old")" != "$(pwd -P)" ]; then return 0; fi
    done
    return 1
}

is_usable() {
    ! was_moved && "$environment/bin/python" -c '
import pip, sys
sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

make_environment() {
    if [ -e "$environment" ] && ! is_usable; then
        say "The environment in $environment cannot be used any more; it is made anew."
        rm -rf "$environment"
    fi
    if [ ! -e "$environment" ]; then
        python=$(find_python)
        [ -n "$python" ] || stop \
            "hiptimer needs Python 3.11 or newer with its venv module, and none was found." \
            "On Debian and Ubuntu: sudo apt-get install python3 python3-venv" \
            "Elsewhere install it from your system's packages, or name one: PYTHON=/path/to/python3"
        say "Making $environment with $("$python" --version)."
        "$python" -m venv "$environment" || {
            rm -rf "$environment"
            stop "$python could not make $environment; its own words stand above."
        }
    fi
    export PIP_DISABLE_PIP_VERSION_CHECK=1
    case $purpose in
    run) more= groups= ;;
    test) more=", and what tests and checks need," groups="--group test --group check" ;;
    poses) more=", and what solves and draws the figures," groups="--group poses" ;;
    release) more=", and what builds what people install," groups="--group release" ;;
    esac
    size=260
    [ "$purpose" != poses ] || size=380
    say "Installing hiptimer$more into $environment (about $size MB to load, mostly Qt)."
    # Dependency groups came with pip 25.1.
    [ -z "$groups" ] || pip_install --quiet --upgrade 'pip>=25.1'
    # shellcheck disable=SC2086  # several words, or none
    pip_install $groups --editable .
}

pip_install() {
    "$environment/bin/python" -m pip install "$@" ||
        stop "" "The Python packages could not be installed; pip's own words stand above." \
            "Nothing is lost: run the same command again once that is put right."
}

# Loads what a window and its sound load, so that a missing library is named here and not by a crash.
window_can_open() {
    # Qt tells of each sound system that it does not find; one is enough.
    QT_LOGGING_RULES='qt.multimedia.*=false' "$environment/bin/python" - <<'END'
import ctypes
import sys
from pathlib import Path

try:
    import PySide6
    import PySide6.QtMultimedia
    import PySide6.QtWidgets

    if sys.platform == "linux":
        ctypes.CDLL(str(Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))
except (ImportError, OSError) as error:
    sys.exit(f"Qt cannot be loaded: {error}")
END
}

window_is_wanted() {
    [ "$purpose" != run ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]
}

# --- All of it ------------------------------------------------------------------------------------

has_apt=
if has dpkg-query && has apt-get; then
    has_apt=yes
fi

# shellcheck disable=SC2086  # a list of names
if is_up_to_date &&
    { [ -z "$has_apt" ] || [ -z "$(missing_of $packages)" ] || ! as_root >/dev/null; }; then
    exit 0
fi
if [ -n "$has_apt" ]; then
    check_packages
fi
if ! is_up_to_date; then
    make_environment
fi
if ! window_can_open; then
    say "" "Qt needs these system libraries, here under the names that Debian 12 gives them:" \
        "    $(printf '%s' "$run_packages" | tr '\n' ' ')" "" >&2
    if window_is_wanted; then
        stop "Install them with your system's package manager, then run the same command again."
    fi
    say "Without them no window opens; a session can still be played in the terminal." "" >&2
    exit 0
fi
if [ "$purpose" = test ]; then
    for tool in Xvfb xauth pulseaudio pactl dbus-daemon openbox xdotool; do
        has "$tool" || stop "The tests need $tool. Debian's packages for them: $test_packages"
    done
    contents >"$environment/.set-up-for-run"
fi
contents >"$stamp"
say "All is set up."
