using PiCIE.EndToEnd.Tests.Materials;
using PiCIE.Tests.Golden;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>Two epochs on the first photographs of CamVid at the settings of the reference runs, run once; the tests of a class look at what it left.</summary>
public sealed class CamVidShort : IAsyncLifetime
{
    internal const int Trained = 96;
    internal const int Evaluated = 20;
    private const string StartWeights = "resnet18-tin200-c0748454.pth";
    private PicieOutcome? _outcome;

    internal PicieHomeFolder Folder { get; } = new();

    internal string Spec => Folder["camvid-short.yaml"];

    internal string Data => Folder["camvid"];

    /// <summary>What the first start came to; the running test is skipped where the photographs or the start weights are missing.</summary>
    internal PicieOutcome Outcome
    {
        get
        {
            SharedMaterial.Require("data", "camvid");
            SharedMaterial.Require("data", "weights", StartWeights);
            return _outcome!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (SharedMaterial.Find("data", "camvid") is not { } camvid || SharedMaterial.Find("data", "weights", StartWeights) is null)
        {
            return;
        }

        TakeFirst(camvid, "train", Trained);
        TakeFirst(camvid, "val", Evaluated);
        Folder.Write("camvid-short.yaml", $$"""
            name: camvid-short
            task: camvid-11
            data: ./camvid
            method: picie
            backbone: { name: resnet18, weights: {{StartWeights}} }
            preprocess: { baseResolution: 256, resolution: 128 }
            train:
              epochs: 2
              batchSize: 16
              learningRate: 5e-4
              k: 11
              threads: 2
              kmeans: { batchSize: 32, initialBatches: 3 }
            cluster: { k: 11, threads: 2 }
            evaluate: { splits: [val], threads: 2 }

            """);
        _outcome = await PicieAsync("run", Spec, "--json");
    }

    public ValueTask DisposeAsync()
    {
        Folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Starts <c>picie</c> with the folder of the start weights.</summary>
    internal Task<PicieOutcome> PicieAsync(params string[] arguments) => Folder.PicieAsync(
        new Dictionary<string, string> { ["PICIE_WEIGHTS"] = SharedMaterial.Require("data", "weights") }, arguments);

    internal string[] Stems(string split) => File.ReadAllLines(Path.Combine(Data, split + ".txt"));

    internal string LabelPath(string stem) => Path.Combine(Data, "valannot", stem + ".png");

    private void TakeFirst(string camvid, string split, int count)
    {
        string[] stems = [.. File.ReadLines(Path.Combine(camvid, split + ".txt")).Where(line => line.Length > 0).Take(count)];
        foreach ((string folder, string ending) in new[] { (split, ".jpg"), (split + "annot", ".png") })
        {
            Directory.CreateDirectory(Path.Combine(Data, folder));
            foreach (string stem in stems)
            {
                // Bytes, not a copy of the file: the material may be read-only, and a test writes into a label image.
                File.WriteAllBytes(Path.Combine(Data, folder, stem + ending), File.ReadAllBytes(Path.Combine(camvid, folder, stem + ending)));
            }
        }

        File.WriteAllLines(Path.Combine(Data, split + ".txt"), stems);
    }
}
