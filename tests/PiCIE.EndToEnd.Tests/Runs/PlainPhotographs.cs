using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>The spec for any folder of photographs, run once on photographs of several sizes without any label.</summary>
public sealed class PlainPhotographs : IAsyncLifetime
{
    internal const int Count = 9;

    internal PicieHomeFolder Folder { get; } = new();

    internal PicieOutcome Outcome { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder["photographs"]);
        for (int index = 0; index < Count; index++)
        {
            File.WriteAllBytes(Folder[$"photographs/holiday {index}.png"], Photograph(61 + (3 * index), 97 - (4 * index)));
        }

        Outcome = await Folder.PicieAsync(
        [
            "run", Path.Combine(Repository.Root, "experiments", "folder.yaml"), "--json",
            .. new[]
            {
                $"data={Folder["photographs"]}", "backbone.weights=none", "backbone.width=0.125", "preprocess.baseResolution=64", "preprocess.resolution=32",
                "train.epochs=1", "train.batchSize=3", "train.k=5", "cluster.k=5", "train.kmeans.batchSize=3", "train.kmeans.initialBatches=2",
            }.SelectMany(setting => new[] { "--set", setting }),
        ]);
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A picture with a bright upper and a dark, grained lower part.</summary>
    internal static byte[] Photograph(int width, int height) => PngBytes.Photograph(width, height, (x, y) => y < height / 2
        ? ((byte)(120 + (x % 20)), (byte)(170 + (y % 30)), (byte)250)
        : ((byte)(13 * x * y % 90), (byte)(60 + (7 * x % 40)), (byte)30));
}
