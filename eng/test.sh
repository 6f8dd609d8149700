#!/usr/bin/env bash
# Builds the solution and runs the tests, one test program after the other, with a line of progress while one runs.
#
#   bash eng/test.sh                what a person runs: all but the long tests; tests whose material is missing skip and say why
#   bash eng/test.sh --long         only the tests that are marked long
#   bash eng/test.sh --material     only the tests that ask for the material
#   bash eng/test.sh --no-skips     a skipped test fails the run
#   bash eng/test.sh --no-build     takes the programs as the last build left them
#
# Ends with the totals: N passed, N failed, N skipped
set -uo pipefail
cd "$(dirname "$0")/.."

forbid_skips=0 build=1
filter=(--filter-not-trait Category=long)
for option in "$@"; do
    case "$option" in
        --long) filter=(--filter-trait Category=long --ignore-exit-code 8) ;;
        --material) filter=(--filter-trait Needs=material --ignore-exit-code 8) ;;
        --no-skips) forbid_skips=1 ;;
        --no-build) build=0 ;;
        *) echo "eng/test.sh: '$option' is no option; known are --long, --material, --no-skips and --no-build" >&2; exit 2 ;;
    esac
done

if ! command -v dotnet >/dev/null 2>&1; then
    echo "eng/test.sh: dotnet is not on the PATH; install the .NET 10 SDK (see README.md)" >&2
    exit 3
fi
case "$(dotnet --version 2>/dev/null)" in
    1[0-9].*) ;;
    *) echo "eng/test.sh: the .NET 10 SDK is needed, found '$(dotnet --version 2>&1 | head -n 1)'" >&2; exit 3 ;;
esac

# The tests start a PostgreSQL server of their own, which needs its programs and nothing else of it.
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 && ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 && ! command -v postgres >/dev/null 2>&1; then
    echo "eng/test.sh: installs Debian's postgresql for the tests (no server is set up)" >&2
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } > /dev/null 2>&1 ||
        echo "eng/test.sh: that did not succeed; the tests on PostgreSQL will skip" >&2
fi

# The tests of the pages start a browser of their own.
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 && [ -z "${PICIE_BROWSER:-}" ] && ! command -v chromium >/dev/null 2>&1; then
    echo "eng/test.sh: installs Debian's chromium for the tests of the pages" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } > /dev/null 2>&1 ||
        echo "eng/test.sh: that did not succeed; the tests of the pages will skip" >&2
fi

# Real photographs, reference weights and vectors: beside the checkout unless the variable says otherwise.
if [ -z "${PICIE_SHARED:-}" ] && [ ! -d ../shared ]; then
    echo "eng/test.sh: PICIE_SHARED is not set and ../shared is not there: tests on real photographs will skip" >&2
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C OMP_WAIT_POLICY=PASSIVE

work=$(mktemp -d)
ticker=
trap 'stop_ticker; rm -rf "$work"' EXIT

# Says every five seconds how far something is, until stop_ticker; on a terminal always in the same line.
start_ticker() {
    local name=$1 log=$2 start=$SECONDS tests
    while sleep 5 > /dev/null 2>&1; do
        tests=$([ -s "$log" ] && grep -cE '^(passed|failed|skipped) ' "$log")
        say_progress "  $name: ${tests:+$tests tests, }$((SECONDS - start)) s"
    done &
    ticker=$!
}

stop_ticker() {
    [ -n "$ticker" ] || return 0
    kill "$ticker" 2>/dev/null
    wait "$ticker" 2>/dev/null
    ticker=
    say_progress ""
}

say_progress() {
    if [ -t 1 ]; then printf '\r\033[K%s' "$1"; elif [ -n "$1" ]; then printf '%s\n' "$1"; fi
}

# Sets processor to the seconds of processor time that ended children have taken so far. In this shell: another one has other children.
take_processor_time() {
    times > "$work/times"
    processor=$(awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, part, /[ms]/); n += part[1] * 60 + part[2] } } END { printf "%d", n }' "$work/times")
}

if [ "$build" -eq 1 ]; then
    start_ticker "build" /dev/null
    dotnet build PiCIE.Pipeline.sln -c Release --nologo -v quiet
    built=$?
    stop_ticker
    [ "$built" -eq 0 ] || { echo "eng/test.sh: the build failed" >&2; exit 1; }
fi

status=0 passed=0 failed=0 skipped=0
for project in tests/*.Tests/*.csproj; do
    name=$(basename "$project" .csproj)
    log="$work/$name.log"
    : > "$log"
    started=$SECONDS
    take_processor_time
    processor_before=$processor
    start_ticker "$name" "$log"
    dotnet "tests/$name/bin/Release/net10.0/$name.dll" "${filter[@]}" --output Detailed --show-stdout Failed --show-stderr Failed \
        --progress off --no-ansi > "$log" 2>&1
    ended=$?
    stop_ticker
    take_processor_time

    # What passed is counted, everything else is shown, but for libtorch's warnings (NNPACK has one for each convolution on processors that
    # hide their caches); the program's summary stands last.
    grep -vE '^passed |^\[W[0-9]+ ' "$log" | sed '/^Test run summary:/,$d' | sed '/^$/d'
    figure() { sed -n '/^Test run summary:/,$p' "$log" | awk -v name="$1:" '$1 == name { n = $2 } END { print n + 0 }'; }
    now_passed=$(figure succeeded) now_failed=$(figure failed) now_skipped=$(figure skipped)
    if [ "$ended" -ne 0 ]; then
        status=1
        [ "$now_failed" -gt 0 ] || echo "eng/test.sh: $name ended with status $ended" >&2
    fi
    if [ "$((now_passed + now_failed + now_skipped))" -gt 0 ]; then
        echo "$name: $now_passed passed, $now_failed failed, $now_skipped skipped" \
            "($((SECONDS - started)) s, $((processor - processor_before)) s of processor time)"
    fi
    passed=$((passed + now_passed)) failed=$((failed + now_failed)) skipped=$((skipped + now_skipped))
done

if [ "$((passed + failed + skipped))" -eq 0 ]; then
    echo "eng/test.sh: no test ran" >&2
    status=1
fi
if [ "$forbid_skips" -eq 1 ] && [ "$skipped" -gt 0 ]; then
    echo "eng/test.sh: $skipped skipped where every test must run" >&2
    status=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
