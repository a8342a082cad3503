# shellcheck shell=bash
# Sourced by ./dev: gets everything installed that the project needs, by the system's own package manager, or in a
# Debian 13 root. Each call looks at what is there and does what is left to do, so one that was interrupted is made good.

# shellcheck disable=SC2154 # $project, $cache, $root and $system_path are ./dev's
list=$project/cmake/debian-packages.txt
synced=$root.packages # the list as it was when the root was last brought in line with it
log=$cache/set-up.log

# Runs a command as root, in an environment of its own but for the way to the network.
as_root() {
    local clean=(env -i "PATH=$system_path" HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive) name
    for name in http_proxy https_proxy no_proxy; do
        [ -z "${!name:-}" ] || clean+=("$name=${!name}")
    done
    if [ "$(id -u)" = 0 ]; then
        setpriv --pdeathsig TERM "${clean[@]}" "$@"
    else
        sudo -- "${clean[@]}" "$@"
    fi
}

# Runs a command as root in the Debian 13 root with nothing of the user's in it; all it started ends with it.
in_bare_root() {
    as_root bwrap --bind "$root" / --dev-bind /dev /dev --unshare-pid --proc /proc --ro-bind /sys /sys --perms 1777 --tmpfs /tmp \
        --tmpfs /run --ro-bind-try /etc/resolv.conf /etc/resolv.conf --cap-add ALL --die-with-parent --chdir / -- "$@"
}

where_packages_go() { if is_native; then as_root "$@"; else in_bare_root "$@"; fi; }

wanted() {
    if is_native; then sed '/# root-only$/d' "$list"; else cat "$list"; fi | sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d'
}
states() {
    local database=$root/var/lib/dpkg
    ! is_native || database=/var/lib/dpkg
    dpkg-query --admindir="$database" -Wf '${db:Status-Status} ${Package}\n' 2>/dev/null || true
}
missing() { wanted | grep -vxFf <(states | sed -n 's/^installed //p') || true; }
# An installation that was interrupted leaves these; on a native system only those of the list are our business.
unfinished() { is_native || states | grep -vE '^(installed|config-files|not-installed) ' || true; }
dropped() { is_native || [ ! -e "$synced" ] || grep -vxFf <(wanted) "$synced" || true; }

is_ready() {
    { is_native || command -v bwrap >/dev/null; } && [ -z "$(missing)$(unfinished)$(dropped)" ]
}

set_up() {
    if ! is_ready; then
        mkdir -p "$cache"
        exec 9>"$cache/lock"
        flock -n 9 || { say "another ./dev is setting up: waiting for it"; flock 9; }
        is_ready || update || { [ -e "$synced" ] && say "going on with the root as it is"; } || exit 1
        exec 9>&-
    fi
    is_native || bwrap --dev-bind / / true || die "bubblewrap cannot make a sandbox here. Unprivileged user namespaces must be allowed \
(sysctl kernel.unprivileged_userns_clone=1; Ubuntu: kernel.apparmor_restrict_unprivileged_userns=0), and a container must be privileged."
}

update() {
    : >"$log"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || die "installing packages needs root: install sudo, or call ./dev as root"
        sudo -v || die "installing packages needs root, and sudo refused"
    fi
    if ! is_native; then
        apt_settings >"$cache/apt.conf"
        make_root || return 1
        as_root install -m 644 "$cache/apt.conf" "$root/etc/apt/apt.conf.d/99mmdebstrap"
    fi
    sync_packages
}

make_root() {
    local tools='' keys=/usr/share/keyrings/debian-archive-trixie-stable.gpg
    command -v bwrap >/dev/null || tools+=' bubblewrap'
    [ -d "$root" ] || { command -v mmdebstrap >/dev/null && [ -e "$keys" ]; } || tools+=' mmdebstrap debian-archive-keyring'
    if [ -n "$tools" ]; then
        command -v apt-get >/dev/null || die "this system has no apt: install$tools and dpkg yourself, or use Debian 13"
        # shellcheck disable=SC2016,SC2086
        with_progress "installing$tools on this system" as_root sh -c \
            'apt-get -q update; apt-get -qy --no-install-recommends install "$@"' sh $tools || return 1
    fi
    [ ! -d "$root" ] || return 0
    say "this system has no Qt 6.8: making a Debian 13 root in $root (once, about 2 GB)"
    # In namespaces of its own nothing stays mounted or running, however it ends. policy-rc.d: packages must not start
    # their services. The touched files are mount points for the host's.
    # shellcheck disable=SC2016
    with_progress "unpacking the base system" as_root setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child --mount-proc sh -c '
        rm -rf --one-file-system "$1.partial" && mmdebstrap --mode=root --variant=minbase --include=ca-certificates --aptopt="$2" \
            --customize-hook='\''cd "$1" && rm -f etc/localtime etc/resolv.conf && touch etc/localtime etc/resolv.conf etc/machine-id etc/hosts &&
                printf "#!/bin/sh\nexit 101\n" >usr/sbin/policy-rc.d && chmod 755 usr/sbin/policy-rc.d'\'' trixie "$1.partial" &&
        mv "$1.partial" "$1"' sh "$root" "$cache/apt.conf"
}

# The host's own settings that say how mirrors are reached; the root needs the same.
apt_settings() { apt-config dump 2>/dev/null | grep -E '^Acquire::(http|https|ftp|Check-|Force)' || true; }

# Brings the installed packages in line with the list.
sync_packages() {
    local apt=(apt-get -qy --no-install-recommends -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3
        -o Dpkg::Options::=--force-confold) packages
    is_native || apt+=(-o Dpkg::Options::=--force-unsafe-io) # faster; after a power cut the root can be made again
    if [ -n "$(unfinished)" ]; then
        with_progress "repairing an interrupted installation" where_packages_go dpkg --force-confold --configure -a || true
        with_progress "completing it" where_packages_go "${apt[@]}" -f install || true
    fi
    mapfile -t packages < <(missing)
    if [ ${#packages[@]} -gt 0 ]; then
        with_progress "reading the package index" where_packages_go "${apt[@]}" update || return 1
        with_progress "installing ${#packages[@]} packages" where_packages_go "${apt[@]}" install "${packages[@]}" || return 1
    fi
    mapfile -t packages < <(dropped)
    if [ ${#packages[@]} -gt 0 ]; then
        with_progress "removing what the list no longer names: ${packages[*]}" where_packages_go apt-mark auto "${packages[@]}" || true
        with_progress "and what came with it" where_packages_go "${apt[@]}" -o APT::AutoRemove::RecommendsImportant=false \
            -o APT::AutoRemove::SuggestsImportant=false autoremove --purge || true
    fi
    [ -z "$(missing)$(unfinished)" ] || die "packages are still missing or unfinished: $(missing | tr '\n' ' ')(log: $log)"
    is_native || { in_bare_root apt-get clean && wanted >"$synced.new" && mv "$synced.new" "$synced"; }
}

# Runs a long command with its output in the log; shows the last line of it as progress, and explains a failure.
with_progress() {
    local what=$1 code=0 ticker
    shift
    say "$what"
    show_progress >/dev/null 9>&- &
    ticker=$!
    "$@" >>"$log" 2>&1 </dev/null || code=$?
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    [ ! -t 2 ] || printf '\r\033[K' >&2
    [ "$code" != 0 ] || return 0
    tail -n 12 "$log" | sed 's/^/    /' >&2
    if tail -n 60 "$log" | grep -qiE 'could not resolve|temporary failure|could ?n.t connect|unable to connect|failed to fetch|unreachable|timed out'; then
        complain "$what: the package mirror cannot be reached. Check the network and call ./dev again; it goes on where it stopped."
    else
        complain "$what failed; the whole log is $log"
    fi
    return "$code"
}

show_progress() {
    local start=$SECONDS every=15 format='    %3d s  %s\n' line
    [ ! -t 2 ] || every=1 format='\r\033[K    %3d s  %s'
    while sleep "$every" 2>/dev/null && kill -0 $$ 2>/dev/null; do
        line=$(tail -n 1 "$log" | tr -d '\r' | cut -c1-90)
        # shellcheck disable=SC2059
        printf "$format" $((SECONDS - start)) "$line" >&2
    done
}
