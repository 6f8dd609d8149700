using System.Text.Json;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>The same small experiment in two homes, run once: in the first with two seeds, in the other with the first of them.</summary>
public sealed class SameSettings : IAsyncLifetime
{
    private static readonly string[] TwoThreads =
        ["--set", "train.threads=2", "--set", "cluster.threads=2", "--set", "evaluate.threads=2"];

    private readonly PicieHomeFolder _one = new();
    private readonly PicieHomeFolder _other = new();

    /// <summary>The runs of seeds 1 and 2 in the first home.</summary>
    internal JsonElement[] Seeds { get; private set; } = [];

    /// <summary>The run of seed 1 in the other home.</summary>
    internal JsonElement Again { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Seeds = await RunAsync(_one, "[1, 2]");
        Again = (await RunAsync(_other, "[1]")).Single();
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<JsonElement[]> RunAsync(PicieHomeFolder folder, string seeds)
    {
        string spec = SmallData.In(folder).WriteSpec(SmallData.ShortTraining);
        PicieOutcome outcome = await folder.PicieAsync(["run", spec, .. TwoThreads, "--set", $"seeds={seeds}", "--json"]);
        return [.. outcome.ShouldEndWith(0).Json.GetProperty("runs").EnumerateArray()];
    }
}
