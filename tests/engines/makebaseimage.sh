#!/bin/bash
# makebaseimage.sh FILE: the smallest Debian with Python, as an archive for the engines' tests; made once. Where that is
# impossible there is no archive, and the tests say so.
set -u
file=$1
[ -s "$file" ] && [ "$file" -nt "$0" ] && exit 0
if [ "$(id -u)" != 0 ] || ! command -v mmdebstrap > /dev/null; then
    echo "mmdebstrap, run by root, is needed to make $file"
    exit 0
fi
mmdebstrap --quiet --variant=minbase --include=busybox-static,ca-certificates,procps,python3 trixie "$file.part.tar" &&
    mv "$file.part.tar" "$file"
exit 0
