#!/usr/bin/env bash
# Called by ./dev, in the build environment: clang-format over our own code, in place unless other options are given.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- -i
find agent orchestrator-lib app tests \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 clang-format "$@"
