using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Commands;

/// <summary>One small experiment, run once, by a process as a person starts it; the tests of a class look at what it left.</summary>
public sealed class SmallRun : IAsyncLifetime
{
    internal PicieHomeFolder Folder { get; } = new();

    internal SmallData Data { get; private set; } = null!;

    internal PicieOutcome Outcome { get; private set; } = null!;

    internal string RunId => Outcome.Json.GetProperty("runs")[0].GetProperty("id").GetString()!;

    public async ValueTask InitializeAsync()
    {
        Data = SmallData.In(Folder);
        Data.WriteSpec(SmallData.ShortTraining);
        Outcome = await Folder.ProcessAsync("run", Data.Spec, "--json");
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
