using System.Text.Json;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline;

namespace PiCIE.Benchmarks.Engine;

/// <summary>A home whose stage program answers at once and makes nothing.</summary>
internal static class IdleStage
{
    /// <summary>The home in a folder, with two photographs beside it, on the database that <c>PICIE_DATABASE</c> names or on one of its own.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">Name of the home in it.</param>
    public static PicieHome HomeIn(string folder, string name = "home")
    {
        string pictures = Directory.CreateDirectory(Path.Combine(folder, "pictures")).FullName;
        foreach (string picture in (string[])["a", "b"])
        {
            string file = Path.Combine(pictures, $"{picture}.jpg");
            if (!File.Exists(file))
            {
                File.WriteAllText(file, picture);
            }
        }

        string program = Path.Combine(folder, "idle-stage.sh");
        if (!File.Exists(program))
        {
            File.WriteAllText(program, Script());
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return PicieHome.From(
            variable => variable switch
            {
                "PICIE_HOME" => Path.Combine(folder, name),
                "PICIE_USER" => "bench",
                "PICIE_STAGE" => program,
                "PICIE_DATABASE" => Environment.GetEnvironmentVariable("PICIE_DATABASE"),
                "PICIE_ARTIFACTS" => Path.Combine(folder, "artifacts"),
                _ => null,
            },
            folder);
    }

    /// <summary>Returns what an empty stage of a kind answers.</summary>
    public static JsonElement OutputOf(StageKind kind) => JsonSerializer.Deserialize<JsonElement>(kind switch
    {
        StageKind.Train => """{"curve":[]}""",
        StageKind.Evaluate => """{"splits":[],"epochs":[]}""",
        StageKind.Cluster => """{"repeats":[]}""",
        _ => """{"photographs":2}""",
    });

    private static string Script() => $$$"""
        #!/bin/bash
        read -r order
        printf '%s\n' '{"type":"hello","protocol":2,"stageVersions":{{{{string.Join(",", StageVersions.All.Select(version => $"\"{version.Key}\":{version.Value}"))}}}},"libtorch":"none"}'
        case "$order" in
            *'"kind":"train"'*) output='{{{OutputOf(StageKind.Train)}}}' ;;
            *'"kind":"evaluate"'*) output='{{{OutputOf(StageKind.Evaluate)}}}' ;;
            *'"kind":"cluster"'*) output='{{{OutputOf(StageKind.Cluster)}}}' ;;
            *) output='{{{OutputOf(StageKind.Preprocess)}}}' ;;
        esac
        printf '%s\n' "{\"type\":\"result\",\"files\":[],\"output\":$output}"
        """.ReplaceLineEndings("\n") + "\n";
}
