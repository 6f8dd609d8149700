using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Faults;

/// <summary>Stages that want more memory than they get.</summary>
[Trait("Category", "long")]
public sealed class MemoryTests : IDisposable
{
    private readonly PicieHomeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F11_A_training_that_allocates_past_its_limit_fails_for_want_of_memory_after_two_tries_and_the_other_stages_are_done()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limit is one of the shell");
        SmallData data = SmallData.In(_folder);
        data.WriteSpec(SmallData.ShortTraining.Replace("batchSize: 4, k", "batchSize: 8, k", StringComparison.Ordinal));
        File.WriteAllText(data.Spec, File.ReadAllText(data.Spec)
            .Replace("width: 0.125, featureWidth: 16, ", "", StringComparison.Ordinal).Replace("baseResolution: 40, resolution: 32", "baseResolution: 1024, resolution: 1024", StringComparison.Ordinal));
        // The heap of .NET reserves addresses for all of the machine's memory unless it is told how large it may get.
        string program = _folder.Write("stage.sh", $"""
            #!/bin/sh
            ulimit -v 4000000
            export DOTNET_GCHeapHardLimit=0x10000000
            exec dotnet '{Repository.Built("src/PiCIE.Stages", "picie-stage.dll")}' "$@"
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        PicieOutcome outcome = await _folder.PicieAsync(new Dictionary<string, string> { ["PICIE_STAGE"] = program }, "run", data.Spec, "--json");

        JsonElement[] stages = [.. outcome.ShouldEndWith(1).Json.GetProperty("runs")[0].GetProperty("stages").EnumerateArray()];
        JsonElement training = stages.Single(stage => stage.GetProperty("kind").GetString() == "train");
        training.GetProperty("attempts").GetInt32().ShouldBe(2);
        training.GetProperty("failure").GetProperty("kind").GetString().ShouldBe("resource");
        training.GetProperty("failure").GetProperty("message").GetString().ShouldBe("The memory of this machine is not enough for this stage.");
        stages.Where(stage => stage.GetProperty("kind").GetString() == "preprocess").ShouldAllBe(stage => stage.GetProperty("status").GetString() == "done");
    }
}
