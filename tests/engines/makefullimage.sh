#!/bin/bash
# makefullimage.sh FILE: an archive of those of this system's own packages that agent/Dockerfile installs, with all that
# they depend on; made once, in half a minute and without a network. Where it cannot be made the tests say so.
set -u
file=$1
[ -s "$file" ] && [ "$file" -nt "$0" ] && exit 0
command -v apt-cache >/dev/null || exit 0
wanted=(bash ca-certificates coreutils curl esbuild fonts-dejavu-core git jupyterlab libnss-myhostname maim make mousepad
    ncurses-base nodejs node-react node-react-dom npm openbox procps python3 python3-ipykernel python3-venv
    tigervnc-standalone-server util-linux x11-utils xdotool xterm)
needs() {
    apt-cache depends --recurse --installed --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
        --no-enhances "$@" 2>/dev/null
}
# What is needed under a name that is no package's own, apt-cache does not follow.
mapfile -t providers < <(awk 'NR == FNR { needed[$1]; next }
    { for (i = 2; i <= NF; ++i) { sub(/,$/, "", $i); if ($i in needed) print $1 } }' \
    <(needs "${wanted[@]}" | grep -E '^[a-z0-9]' | xargs dpkg-query -Wf '${Depends}\n' 2>/dev/null | tr ',|' '\n\n') \
    <(dpkg-query -Wf '${Package} ${Provides}\n') | sort -u)
mapfile -t packages < <(
    {
        dpkg-query -Wf '${Package} ${Essential}\n' | sed -n 's/ yes$//p'
        needs "${wanted[@]}" "${providers[@]}" | grep -E '^[a-z0-9]'
    } | sort -u)
{
    printf '%s\n' /bin /sbin /lib /lib64 /usr /var /var/lib /var/cache /root /tmp /run /proc /sys /dev /home /workspace
    dpkg -L "${packages[@]}" 2>/dev/null | grep -Ev '^/(\.|usr/share/(doc|man|locale|info|gtk-doc|gir-1.0)/|usr/include/)'
    # What packages make when they are set up.
    find /etc /usr/share/mime /usr/share/glib-2.0/schemas /usr/share/fonts /usr/lib/*/gdk-pixbuf-2.0 /var/cache/fontconfig \
        -xdev ! -name '*shadow*' ! -path '/etc/ssl/private*' ! -path '/etc/ssh*' 2>/dev/null
    find /usr/bin /usr/sbin -type l
} | sort -u | grep -vx /run | while IFS= read -r path; do
    [ -e "$path" ] || [ -L "$path" ] && printf '%s\0' "${path#/}"
done >"$file.list"
tar -C / --null --no-recursion --files-from="$file.list" --owner=0 --group=0 -cf "$file.part" 2>"$file.log" || true
# Who runs this may have a /run of its own that only root may enter.
tar -C / --no-recursion --owner=0 --group=0 --mode=0755 -rf "$file.part" run
rm -f "$file.list"
# At the end comes an empty block; without it the archive is cut off.
[ -s "$file.part" ] && tar -tf "$file.part" usr/bin/python3 >/dev/null && mv "$file.part" "$file"
exit 0
