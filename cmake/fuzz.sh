#!/usr/bin/env bash
# Called by ./dev fuzz [SECONDS] and by the test fuzz-short (--short), in the build environment, when the preset fuzz is
# built: runs each target on its seeds and on what earlier runs found, one line each. What breaks one is kept.
set -euo pipefail
cd "$(dirname "$0")/.."

out=build/fuzz
seconds=60
bounds=()
case ${1:-} in
    --short) seconds=2 bounds=(-runs=2000 -seed=1) ;;
    '') ;;
    *[!0-9]* | 0) echo "usage: ./dev fuzz [SECONDS]" >&2; exit 2 ;;
    *) seconds=$1 ;;
esac
targets=("$out"/bin/fuzz_*)
[ -x "${targets[0]}" ] || { echo "the fuzz targets are not built: ./dev build fuzz"; exit 77; }

failed=0
for target in "${targets[@]}"; do
    name=${target##*/fuzz_}
    found=$out/corpus/$name
    log=$out/$name.log
    [ "${1:-}" != --short ] || found=$(mktemp -d) # so that it is the same each time
    mkdir -p "$found" "$out/crashes"
    code=0
    "$target" -max_total_time="$seconds" ${bounds[@]+"${bounds[@]}"} -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$out/crashes/$name-" "$found" "tests/fuzz/corpus/$name" >"$log" 2>&1 || code=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
    edges=$(grep -ao 'cov: [0-9]*' "$log" | tail -n 1 || true)
    [ "${1:-}" != --short ] || rm -rf "$found"
    if [ "$code" = 0 ]; then
        printf '%-10s passed  %s runs, %s/s, %s\n' "$name" "$runs" "$rate" "$edges"
        continue
    fi
    failed=1
    input=$(grep -ao 'Test unit written to .*' "$log" | tail -n 1 | sed 's/.* //' || true)
    printf '%-10s FAILED  see %s\n' "$name" "$log"
    grep -aE 'ERROR|runtime error|promise was broken|SUMMARY' "$log" | head -n 4 | sed 's/^/    /'
    [ -z "$input" ] || printf '    the input is kept; to see it again: ./dev shell -c "%s %s"\n' "$target" "$input"
done
exit "$failed"
