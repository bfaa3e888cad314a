# Shell functions that tools/setup, tools/test and tools/demo share. Source it from bash.

offhook_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# One clear line on stderr, then the end.
die() {
    echo "tools/${0##*/}: $*" >&2
    exit 1
}

# The packages of the given groups, one per line; tools/packages is the only list.
packages_of() { # group...
    local groups=" $* " group package
    while read -r group package; do
        [[ $groups != *" $group "* ]] || echo "$package"
    done < <(sed -e 's/#.*//' -e '/^ *$/d' "$offhook_root/tools/packages")
}

# Those of the given packages that are neither installed nor provided by one that is (some makers'
# nodejs brings npm along, and another npm would be in its way).
missing_of() { # package...
    local package provided
    provided=$(dpkg-query -W -f '${db:Status-Status}, ${Provides},\n' | sed -n 's/^installed//p')
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] ||
            [[ $provided == *", $package,"* || $provided == *", $package ("* ]] || echo "$package"
    done
}

# Runs a command as root: directly, or with sudo.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo "$@"
    else
        return 127
    fi
}

# One apt-get, never asking anything; another one that is running is waited for.
apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
        -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@"
}

# Are there package lists? tools/vm asks them for the current kernel.
have_lists() {
    [ -n "$(apt-cache depends linux-image-amd64 2> /dev/null)" ]
}

# Installs what is missing of the given groups and is silent when nothing is.
need_packages() { # group...
    local wanted missing log
    if ! command -v dpkg-query > /dev/null; then
        echo "this is not Debian: please see to the packages of tools/packages ($*) yourself" >&2
        return 0
    fi
    mapfile -t wanted < <(packages_of "$@")
    mapfile -t missing < <(missing_of "${wanted[@]}")
    if [ ${#missing[@]} -eq 0 ] && { [[ " $* " != *" vm "* ]] || have_lists; }; then
        return 0
    fi
    as_root true || die "not installed: ${missing[*]:-package lists}; run this once as root, or install sudo"
    log=$(mktemp)
    echo "installing ${#missing[@]} missing packages: ${missing[*]:-none, only the package lists}" >&2
    apt update > "$log" 2>&1 || echo "apt-get update: $(tail -n 1 "$log")" >&2
    # --no-remove: rather say that a package is in the way than take it away from its owner.
    if [ ${#missing[@]} -gt 0 ] &&
        ! apt install --no-install-recommends --no-remove "${missing[@]}" > "$log" 2>&1; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        die "apt-get could not install: ${missing[*]} (its last words are above)"
    fi
    rm -f "$log"
}
