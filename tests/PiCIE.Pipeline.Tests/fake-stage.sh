#!/bin/bash
# Speaks the stage protocol without doing any work, so that tests can have a stage end in every way that a process can end.
# What a kind does stands in HOME/control/KIND; without such a file it does its work. Each start is noted in HOME/control/ran,
# its order in HOME/control/order-KIND. The versions of the stages that it claims to have stand in HOME/control/versions.
# Without programs of others wherever the shell itself can do it: each costs more than the rest of a stage.
read -r order
[[ $order =~ \"kind\":\"([a-z-]*)\" ]] && kind=${BASH_REMATCH[1]}
scratch=${order##*\"scratch\":\"}
scratch=${scratch%%\"*}
home=$scratch
until [ -d "$home/control" ] || [ -z "$home" ]; do home=${home%/*}; done
mode=work
[ -e "$home/control/$kind" ] && mode=$(< "$home/control/$kind")
# "once MODE" ends so a single time: the stages of that kind that come after it do their work.
if [[ $mode == "once "* ]]; then mode=${mode#once }; rm "$home/control/$kind"; fi
echo "$kind" >> "$home/control/ran"
echo $$ > "$home/control/pid"
printf '%s' "$order" > "$home/control/order-$kind"

say() { printf '%s\n' "$1"; }
say '{"type":"hello","protocol":2,"stageVersions":'"$(< "$home/control/versions")"',"libtorch":"none"}'

names=() contents=()
file() { # name content
    [[ $1 == */* ]] && mkdir -p "$scratch/${1%/*}"
    printf '%s' "$2" > "$scratch/$1"
    names+=("$1") contents+=("$2")
}

# The files of the result with their lengths and hashes.
listed() {
    local -a sums
    local index files=""
    mapfile -t sums < <(cd "$scratch" && sha256sum -- "${names[@]}")
    for index in "${!names[@]}"; do
        files+="${files:+,}{\"name\":\"${names[$index]}\",\"bytes\":${#contents[$index]},\"sha256\":\"${sums[$index]%% *}\"}"
    done
    printf '%s' "$files"
}

other=""
case "$mode" in
    work) ;;
    other) other=" of another" ;;
    abort) echo "terminate called" >&2; kill -ABRT $$ ;;
    kill) kill -KILL $$ ;;
    memory) echo "System.OutOfMemoryException: no more" >&2; exit 134 ;;
    disk) echo "System.IO.IOException: No space left on device" >&2; exit 1 ;;
    quota) echo "System.IO.IOException: Disk quota exceeded" >&2; exit 1 ;;
    dies) ;;
    newer) say '{"type":"hello","protocol":3,"stageVersions":{},"libtorch":"none"}' ;;
    quit) exit 0 ;;
    garbage) echo "this is no JSON" ;;
    old) say '{"type":"hello","protocol":2,"stageVersions":{"train":7},"libtorch":"none"}' ;;
    input) say '{"type":"failure","failure":{"kind":"input","sentence":"a.jpg is cut off after 12 bytes","hint":"copy it again"}}'; exit 1 ;;
    mount) say '{"type":"failure","failure":{"kind":"environment","sentence":"The mount is gone.","hint":"Mount it.","place":"'"$home-mount"'"}}'; exit 1 ;;
    changed) say '{"type":"failure","failure":{"kind":"input","sentence":"The photographs of the split x in /data changed since the run was submitted.","hint":"run again"}}'; exit 1 ;;
    wait) say '{"type":"progress","phase":"waiting","done":0,"total":1}'; while read -r line; do [ "$line" = stop ] && exit 1; done; exit 1 ;;
    slow) sleep 5 ;;
    late) say '{"type":"progress","phase":"goes on","done":0,"total":1}'; sleep 1 ;;
    epochs*)
        # "epochs N" tells N epochs with a checkpoint after each, or those that are left of them, and one more without. Then it waits until it is stopped.
        most=${mode#epochs } done=0 first=0
        folder=${order##*\"checkpoints\":\"}; folder=${folder%%\"*}
        if [[ $order == *\"goOnFrom\":\"* ]]; then
            from=${order##*\"goOnFrom\":\"}; from=${from%%\"*}
            done=$(< "$from/state"); first=$((done * 100))
        fi
        for ((epoch = done; epoch < most; epoch++)); do
            say "{\"type\":\"metrics\",\"points\":[{\"series\":\"loss\",\"step\":$epoch,\"value\":$((first + epoch))}]}"
            mkdir -p "$folder/$((epoch + 1))"
            printf '%s' $((epoch + 1)) > "$folder/$((epoch + 1))/state"
            sum=$(sha256sum "$folder/$((epoch + 1))/state")
            say "{\"type\":\"checkpoint\",\"epochs\":$((epoch + 1)),\"folder\":\"$((epoch + 1))\",\"files\":[{\"name\":\"state\",\"bytes\":1,\"sha256\":\"${sum%% *}\"}]}"
            # The checkpoints that a test looks for are to be kept one by one.
            until [ ! -e "$folder/$((epoch + 1))" ] || [ -e "$home/control/fast" ]; do sleep 0.02; done
        done
        say "{\"type\":\"metrics\",\"points\":[{\"series\":\"loss\",\"step\":$most,\"value\":$((first + most))}]}"
        say '{"type":"progress","phase":"waiting","done":0,"total":1}'
        while read -r line; do [ "$line" = stop ] && exit 1; done
        exit 1 ;;
    hangs) echo here > "$home/control/hanging"; while read -r line; do [ "$line" = stop ] && exit 1; done; exit 1 ;;
    deaf) trap '' TERM; say '{"type":"progress","phase":"waiting","done":0,"total":1}'; while true; do sleep 0.05; done ;;
    silent) while read -r line; do :; done; exit 1 ;;
    lie) ;;
    noisy) for ((line = 0; line < 4000; line++)); do echo "line $line of many that together fill every pipe" >&2; done ;;
    long-line) head -c 300000000 /dev/zero | tr '\0' x >&2 ;;
    long-message) say "{\"type\":\"log\",\"level\":\"information\",\"text\":\"$(head -c 1000000 /dev/zero | tr '\0' x)\"}" ;;
    points-later) until [ -e "$home/control/locked" ]; do sleep 0.02; done ;&
    points)
        for ((step = 0; step < 200; step++)); do say "{\"type\":\"metrics\",\"points\":[{\"series\":\"noise\",\"step\":$step,\"value\":\"NaN\"}]}"; done
        say '{"type":"progress","phase":"all said","done":1,"total":1}'
        echo said > "$home/control/said" ;;
    flood) trap '' PIPE; while read -r -t 0.001 line || [ $? -gt 128 ]; do say '{"type":"progress","phase":"flooding","done":0,"total":1}'; done; exit 1 ;;
esac

say '{"type":"progress","phase":"working","done":1,"total":2,"note":"half"}'
case "$kind" in
    preprocess) file base.pack base; file evaluation.pack evaluation; file labels.pack labels; output='{"photographs":4}' ;;
    train)
        say '{"type":"metrics","points":[{"series":"loss","step":0,"value":2.5},{"series":"loss","step":1,"value":2.25}]}'
        file weights.safetensors "weights$other"
        output='{"curve":[{"epoch":0,"loss":2.5,"within":1.5,"cross":1.0,"kmeansLoss1":0.5,"kmeansLoss2":0.25,"seconds":1.0},{"epoch":1,"loss":2.25,"within":1.25,"cross":1.0,"kmeansLoss1":0.25,"kmeansLoss2":0.125,"seconds":1.0}]}' ;;
    cluster) file repeat-1.safetensors centroids; output='{"repeats":[]}' ;;
    evaluate)
        file predictions/val/a.png prediction; file overlays/val/a.png overlay
        output='{"splits":[{"split":"val","photographs":2,"repeats":[{"matrix":[[8,2,0],[1,9,0],[0,0,0]]},{"matrix":[[10,0,0],[0,10,0],[0,0,0]]}]}],"epochs":[{"epoch":1,"splits":[{"split":"val","photographs":2,"repeats":[{"matrix":[[5,5,0],[0,10,0],[0,0,0]]},{"matrix":[[6,4,0],[0,10,0],[0,0,0]]}]}]}]}' ;;
    *) output='{"answer":42}' ;;
esac
files=""
[ ${#names[@]} -gt 0 ] && files=$(listed)
[ "$mode" = lie ] && files=${files/\"bytes\":7/\"bytes\":8}
say "{\"type\":\"result\",\"files\":[$files],\"output\":$output}"
[ "$mode" != dies ] || kill -ABRT $$
