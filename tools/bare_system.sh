# A bare Debian or Ubuntu in a folder, in which prove_deb.sh and prove_in_empty_system.sh prove what they do.
#
# Read by them with `.`; it does nothing by itself. EMPTY_SYSTEM_IN names the folder for it (else /tmp), and
# BASE_SYSTEM one that debootstrap made before, which is copied, to try such a script out.
# shellcheck shell=sh
# shellcheck disable=SC2013,SC2016  # paths without blanks; apt's placeholders

# Ends the script, with a sentence, unless it is root's and these tools are here.
need() {
    for tool in debootstrap unshare "$@"; do
        command -v "$tool" >/dev/null || { echo "This proof needs $tool." >&2; exit 1; }
    done
    [ "$(id -u)" -eq 0 ] || { echo "This proof needs root, to make a system in a folder." >&2; exit 1; }
}

# Starts the script again where all that it mounts and starts is gone when it ends, however it ends.
in_own_namespace() {
    IN_OWN_NAMESPACE=yes exec unshare --mount --propagation private --pid --fork --kill-child \
        "tools/$(basename "$0")" "$@"
}

say() { echo "$*" | tee -a "$log"; }
started() { begin=$(date +%s); printf '%-58s ' "$*"; echo "=== $*" >>"$log"; }
done_in() { echo "$(($(date +%s) - begin)) s"; }
failed() {
    echo "FAILED: $*"
    tail -n 40 "$log"
    echo "All that was printed: $log"
    exit 1
}

# Sets `system` to a folder that holds the release $1 from the mirror $2 (else the one that this machine's apt
# uses) and knows this machine's way to the registries, and `log` to the file of what is printed. When the
# script ends the folder is removed; the log stays.
make_system() {
    suite=$1
    mirror=${2:-$(apt-get indextargets --format '$(REPO_URI) $(SUITE) $(CODENAME)' 'Created-By: Packages' |
        awk -v suite="$suite" '$2 == suite || $3 == suite {print $1; exit}')}
    [ -n "$mirror" ] || { echo "Name the mirror of $suite as the last word." >&2; exit 1; }
    system=$(mktemp -d "${EMPTY_SYSTEM_IN:-${TMPDIR:-/tmp}}/bare-$suite.XXXXXX")
    chmod 755 "$system"
    log=$system.log
    folders=
    trap remove_system EXIT
    trap 'exit 130' INT TERM
    started "debootstrap of $suite"
    if [ -n "${BASE_SYSTEM:-}" ]; then
        cp -a "$BASE_SYSTEM/." "$system"
    else
        debootstrap --variant=minbase "$suite" "$system" "$mirror" >>"$log" 2>&1 || failed "debootstrap"
    fi
    done_in
    mount -t proc proc "$system/proc"
    mount --rbind /dev "$system/dev"
    # Ubuntu keeps some of the packages of the tests there.
    if grep -q '^ID=ubuntu' "$system/etc/os-release"; then
        sed -i 's/ main$/ main universe/' "$system/etc/apt/sources.list"
    fi
    show_the_way
}

show_the_way() {
    cp -L /etc/resolv.conf "$system/etc/resolv.conf"
    apt-config dump | grep -E '^Acquire::(http|https|Check-)' >"$system/etc/apt/apt.conf.d/90here" || true
    # Where pip here is told of an index, of local folders or certificates, pip inside is told, too.
    pip_file=$system/etc/pip.conf
    {
        echo "[global]"
        python3 -m pip config list 2>/dev/null | sed -n "s/^global\\.\\([a-z-]*\\)='\\(.*\\)'$/\\1 = \\2/p"
    } >"$pip_file"
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
}

remove_system() {
    umount --recursive --lazy "$system/proc" "$system/dev" 2>/dev/null || true
    for folder in $folders; do umount --lazy "$system$folder" 2>/dev/null || true; done
    # Nothing of this machine may still be mounted inside when the folder is removed.
    if ! grep -q " $system/" /proc/self/mounts; then rm -rf "$system"; fi
    rm -f "$system.before" "$system.after"
}

# Runs a command with an environment of its own and the way to the registries.
plain() {
    env -i LANG=C.UTF-8 TERM=dumb DEBIAN_FRONTEND=noninteractive \
        http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" PIP_DEFAULT_TIMEOUT=180 "$@"
}

# The same inside the system, as root; words with `=` in them set variables there.
inside() {
    plain HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin /usr/sbin/chroot "$system" "$@" </dev/null
}

quietly() { "$@" >>"$log" 2>&1; }
