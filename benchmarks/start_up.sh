#!/usr/bin/env bash
# How long does a command take to answer? Publishes picie compiled ahead of time, fills a home with 1,000 runs (submitted and interrupted
# at once) and times commands on it, each some times after one that warms the cache. With MORE, so many runs beside them are submitted first, 10,000 at a time.
#
#   bash benchmarks/start_up.sh [REPEATS] [MORE]
set -euo pipefail
cd "$(dirname "$0")/.."
repeats=${1:-15} more=${2:-0}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 PICIE_HOME="$work/home"

dotnet publish src/PiCIE.Cli -c Release -r linux-x64 -o "$work/picie" -v quiet >&2
picie="$work/picie/picie"

# Runs a command until it has submitted, then asks it to stop. A script starts what runs beside it with Ctrl-C ignored; env undoes that.
submit() {
    env --default-signal=INT "$picie" "$@" > "$work/out" 2>&1 & local pid=$!
    until grep -q ' = .* preprocess' "$work/out" || ! kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    kill -INT "$pid" 2>/dev/null || true
    wait "$pid" || true
}
seeds=$(seq -s, 1 1000)
submit demo
submit run "$PICIE_HOME/demo/picie.yaml" --set name=thousand --set "seeds=$seeds"

for ((first = 1; first <= more; first += 10000)); do
    start=${EPOCHREALTIME/./}
    "$picie" submit "$PICIE_HOME/demo/picie.yaml" --set name="many-$first" --set "seeds=$(seq -s, "$first" $((first + 9999)))" > "$work/out" 2>&1
    echo "submit of 10,000 runs beside $((first + 1001)): $(((${EPOCHREALTIME/./} - start) / 1000)) ms"
done

measure() {
    local name="picie $*"
    name=${name/$seeds/1,…,1000}
    name=${name/$PICIE_HOME\/demo\//}
    "$picie" "$@" > /dev/null 2>&1
    for ((repeat = 0; repeat < repeats; repeat++)); do
        local start=${EPOCHREALTIME/./}
        "$picie" "$@" > /dev/null 2>&1
        echo $(((${EPOCHREALTIME/./} - start) / 1000))
    done | sort -n | awk -v name="$name" '{ ms[NR] = $1 } END { printf "%-78s median %4d ms, least %4d, most %4d\n", name, ms[int((NR + 1) / 2)], ms[1], ms[NR] }'
}
measure version
measure runs list
measure runs list --limit 1000
measure runs list --limit 1000 --json
measure runs show thousand/seed-500
[ "$more" -gt 0 ] && exit
measure run "$PICIE_HOME/demo/picie.yaml" --set name=thousand --set seeds="$seeds" --plan
measure run "$PICIE_HOME/demo/picie.yaml" --set name=other --set seeds="$seeds" --plan
