#!/usr/bin/env bash
# Makes a folder that a machine without .NET runs: the program picie, compiled ahead of time and with its runtime, and in stage/ the stage
# program with libtorch. Copy the folder as a whole; picie finds stage/ beside itself.
#
#   bash eng/publish.sh             into artifacts/picie, which the Dockerfile copies
#   bash eng/publish.sh FOLDER      into another folder, which is made or is empty
#
# PICIE_RID says for which kind of machine (linux-x64). What is built on the way lies in artifacts/build (PICIE_BUILD), so that nothing of the checkout's
# own builds changes. The folder is replaced as a whole or not at all.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "eng/publish.sh: $2" >&2; exit "$1"; }

[ $# -le 1 ] || fail 2 "one folder at most; it got $# words: $*"
case "${1:-}" in -*) fail 2 "'$1' is no option; the one word that is allowed is a folder" ;; esac
folder=$(realpath -m "${1:-artifacts/picie}")
build=$(realpath -m "${PICIE_BUILD:-artifacts/build}")
rid=${PICIE_RID:-linux-x64}

[ "$folder" != "$PWD" ] || fail 2 "$folder is the checkout; name a folder of its own"
if [ -e "$folder" ] && [ ! -e "$folder/stage/picie-stage.dll" ] && [ -n "$(ls -A "$folder")" ]; then
    fail 5 "$folder holds something else; name a folder that is missing, empty, or made by this script"
fi
command -v dotnet >/dev/null 2>&1 || fail 3 "dotnet is not on the PATH; making the folder needs the .NET 10 SDK, running it does not"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
aside="$folder.$$"
trap 'rm -rf "$aside"' EXIT
publish() {
    dotnet publish "$1" -c Release -r "$rid" --self-contained true -p:PublishReadyToRun=true -p:PublishesStageProgram=false \
        --artifacts-path "$build" -o "$2" --nologo -v quiet || fail 1 "$1 could not be published"
    rm -f "$2"/*.pdb "$2"/*.xml
}
publish src/PiCIE.Cli "$aside"
publish src/PiCIE.Stages "$aside/stage"
cp LICENSE THIRD-PARTY-NOTICES.md "$aside"
# Whoever runs it, as in a container, is not whoever made it.
chmod -R a+rX "$aside"

rm -rf "$folder"
mv "$aside" "$folder"
echo "$folder: $(du -sm "$folder" | cut -f 1) MiB for $rid; start $folder/picie"
