using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Predictions;

/// <summary>A small labelled run that further photographs are segmented with, made once.</summary>
public sealed class PredictingRun : IAsyncLifetime
{
    internal PicieHomeFolder Folder { get; } = new();

    internal SmallData Data { get; private set; } = null!;

    /// <summary>Id of the run.</summary>
    internal string Id { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Data = SmallData.In(Folder);
        PicieOutcome outcome = (await Folder.PicieAsync("run", Data.WriteSpec(SmallData.ShortTraining), "--json")).ShouldEndWith(0);
        Id = outcome.Json.GetProperty("runs")[0].GetProperty("id").GetString()!;
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Segments photographs into a folder of the test.</summary>
    internal Task<PicieOutcome> PredictAsync(string output, params string[] paths) => Folder.PicieAsync(["predict", "--run", Id, "--out", output, "--json", .. paths]);
}
