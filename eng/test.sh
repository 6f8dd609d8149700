#!/usr/bin/env bash
# Builds the solution and runs every test, one test program after the other.
#
#   bash eng/test.sh              what a person runs: tests whose material is missing skip and say why
#   bash eng/test.sh --no-skips   what CI runs: a skipped test fails the run
#
# Ends with the totals: N passed, N failed, N skipped
set -uo pipefail
cd "$(dirname "$0")/.."

forbid_skips=0
[ "${1:-}" = "--no-skips" ] && forbid_skips=1

if ! command -v dotnet >/dev/null 2>&1; then
    echo "eng/test.sh: dotnet is not on the PATH; install the .NET 10 SDK (see README.md)" >&2
    exit 3
fi
case "$(dotnet --version 2>/dev/null)" in
    1[0-9].*) ;;
    *) echo "eng/test.sh: the .NET 10 SDK is needed, found '$(dotnet --version 2>&1 | head -n 1)'" >&2; exit 3 ;;
esac

# Real photographs, reference weights and vectors: beside the checkout unless the variable says otherwise.
if [ -z "${PICIE_SHARED:-}" ] && [ ! -d ../shared ]; then
    echo "eng/test.sh: PICIE_SHARED is not set and ../shared is not there: tests on real photographs will skip" >&2
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 LC_ALL=C OMP_WAIT_POLICY=PASSIVE

dotnet build PiCIE.Pipeline.sln -c Release --nologo -v quiet || { echo "eng/test.sh: the build failed" >&2; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution PiCIE.Pipeline.sln -c Release --no-build --max-parallel-test-modules 1 \
    --no-progress --no-ansi --show-live-output off 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# The summary of all test programs stands last.
figure() { sed -n '/^Test run summary:/,$p' "$log" | awk -v name="$1:" '$1 == name { n = $2 } END { print n + 0 }'; }
passed=$(figure succeeded) failed=$(figure failed) skipped=$(figure skipped)

if [ "$((passed + failed))" -eq 0 ]; then
    echo "eng/test.sh: no test ran" >&2
    [ "$status" -ne 0 ] || status=1
fi
if [ "$forbid_skips" -eq 1 ] && [ "$skipped" -gt 0 ]; then
    echo "eng/test.sh: $skipped skipped where every test must run" >&2
    status=1
fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
