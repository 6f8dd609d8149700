using System.Security.Cryptography;
using System.Text;
using PiCIE.Experiments.Stages;

namespace PiCIE.Faults.Rigs;

/// <summary>
/// Writes the stage program of the rig: a script that answers at once, notes what it does in a ledger that the system does not know, and behaves as a file
/// beside it says.
/// </summary>
internal static class RigStage
{
    /// <summary>Name of the file that takes a line for each thing that a stage process did.</summary>
    public const string Ledger = "ledger";

    /// <summary>Name of the folder with a file for each kind of stage that is to behave otherwise.</summary>
    public const string Control = "control";

    /// <summary>Writes the program.</summary>
    /// <param name="folder">Folder that takes program, ledger and control.</param>
    /// <returns>Path of the program.</returns>
    public static string WriteIn(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, Control));
        string program = Path.Combine(folder, "rig-stage.sh");
        File.WriteAllText(program, Script().ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return program;
    }

    private static string HashesOfKinds() => string.Join(' ', StageVersions.All.Keys.Select(kind => $"[{kind}]={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind)))}"));

    private static string Script() => $$$"""
        #!/bin/bash
        # The stage program of the fault rig. Without programs of others wherever the shell itself can do it: each costs more than the rest of a stage.
        rig=${0%/*}
        # Whoever started it may be gone before it has said what for.
        read -r order || exit 1
        [[ $order =~ \"kind\":\"([a-z-]*)\" ]] && kind=${BASH_REMATCH[1]}
        [[ $order =~ \"scratch\":\"([^\"]*)\" ]] && scratch=${BASH_REMATCH[1]}
        [[ $scratch =~ /([0-9a-f]{32})-([0-9]+)/files$ ]] && stage=${BASH_REMATCH[1]} attempt=${BASH_REMATCH[2]}
        mode=work
        [ -e "$rig/control/$kind" ] && read -r mode < "$rig/control/$kind"

        # One short line in one write: lines of many processes do not mix.
        note() { printf '%s %s %s %s %s\n' "$stage" "$attempt" "$$" "$kind" "$1" >> "$rig/ledger"; }
        say() { printf '%s\n' "$1"; }
        # Dies here if the rig named this point, once.
        pass() {
            local point="$rig/{{{RigPoints.Name}}}/$kind.$1"
            if [ -e "$point" ] && mv "$point" "$point.used"; then kill -KILL $$; fi
        }
        # Waits, and ends where the supervisor says so or is gone.
        wait_for() { local line; read -r -t "$1" line; [ $? -gt 128 ] || { note stopped; exit 1; }; }

        note started
        pass started
        say '{"type":"hello","protocol":2,"stageVersions":{{{{string.Join(",", StageVersions.All.Select(version => $"\"{version.Key}\":{version.Value}"))}}}},"libtorch":"none"}'
        case "$mode" in
            work) ;;
            crash) kill -ABRT $$ ;;
            hold) while [ -e "$rig/control/$kind" ]; do wait_for 0.05; done ;;
            sleep\ *) wait_for "${mode#sleep }" ;;
            epochs\ *)
                # "epochs N SECONDS": so many epochs of that length, with points and a checkpoint after each.
                read -r _ most seconds <<< "$mode"
                folder=${order##*\"checkpoints\":\"}; folder=${folder%%\"*} done=0
                if [[ $order =~ \"goOnFrom\":\"([^\"]*)\" ]]; then read -r done < "${BASH_REMATCH[1]}/state"; fi
                for ((epoch = done + 1; epoch <= most; epoch++)); do
                    wait_for "$seconds"
                    note "epoch:$epoch"
                    say "{\"type\":\"metrics\",\"points\":[{\"series\":\"loss\",\"step\":$((epoch - 1)),\"value\":$epoch}]}"
                    pass epoch-told
                    mkdir -p "$folder/$epoch"
                    printf '%s\n' "$epoch" > "$folder/$epoch/state"
                    pass checkpoint-written
                    sum=$(sha256sum < "$folder/$epoch/state")
                    say "{\"type\":\"checkpoint\",\"epochs\":$epoch,\"folder\":\"$epoch\",\"files\":[{\"name\":\"state\",\"bytes\":$((${#epoch} + 1)),\"sha256\":\"${sum%% *}\"}]}"
                    pass checkpoint-told
                done ;;
        esac
        case "$kind" in
            train) output='{"curve":[]}' ;;
            evaluate) output='{"splits":[],"epochs":[]}' ;;
            cluster) output='{"repeats":[]}' ;;
            *) output='{"photographs":2}' ;;
        esac
        declare -A hashes=({{{HashesOfKinds()}}})
        printf '%s' "$kind" > "$scratch/result.bin"
        pass result-written
        note ended
        say "{\"type\":\"result\",\"files\":[{\"name\":\"result.bin\",\"bytes\":${#kind},\"sha256\":\"${hashes[$kind]}\"}],\"output\":$output}"
        pass result-told

        """;
}
