using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Faults;

/// <summary>A training that nobody interrupts, made once: the weights that every interrupted one must end with. An epoch of it takes about a second.</summary>
public sealed class WholeTraining : IAsyncLifetime
{
    public const int Epochs = 6;
    private readonly PicieHomeFolder _folder = new();

    internal byte[] Weights { get; private set; } = [];

    internal byte[] Centroids { get; private set; } = [];

    /// <summary>Writes data and spec of the training into the folder of a test.</summary>
    internal static string SpecIn(PicieHomeFolder folder)
    {
        SmallData data = SmallData.In(folder);
        data.WriteSpec(
            $"train: {{ epochs: {Epochs}, threads: 1, batchSize: 4, learningRate: 1e-3, k: 7, keepEpochs: [0], kmeans: {{ batchSize: 4, initialBatches: 2, groupBatches: 1, iterations: 5 }} }}");
        return folder.Write("small.yaml", File.ReadAllText(data.Spec).Replace("baseResolution: 40, resolution: 32", "baseResolution: 256, resolution: 224", StringComparison.Ordinal));
    }

    public async ValueTask InitializeAsync()
    {
        PicieOutcome whole = (await _folder.PicieAsync("run", SpecIn(_folder), "--json")).ShouldEndWith(0);
        (Weights, Centroids) = Files(whole);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Weights and last centroids of the first run.</summary>
    internal static (byte[] Weights, byte[] Centroids) Files(PicieOutcome outcome)
    {
        string weights = outcome.Json.GetProperty("runs")[0].GetProperty("artifacts").GetProperty("weights").GetString()!;
        return (File.ReadAllBytes(weights), File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(weights)!, "centroids.safetensors")));
    }
}
