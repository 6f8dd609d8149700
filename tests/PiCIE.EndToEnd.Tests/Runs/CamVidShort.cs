using PiCIE.EndToEnd.Tests.Materials;
using PiCIE.Tests.Golden;

namespace PiCIE.EndToEnd.Tests.Runs;

/// <summary>Two epochs on the first photographs of CamVid at the settings of the reference runs, run once; the tests of a class look at what it left.</summary>
public sealed class CamVidShort() : SharedMaterial.Fixture<CamVidShortRun>("data/camvid", $"data/weights/{StartWeights}")
{
    internal const int Trained = 96;
    internal const int Evaluated = 20;
    private const string StartWeights = "resnet18-tin200-c0748454.pth";
    private readonly PicieHomeFolder _folder = new();

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<CamVidShortRun> MakeAsync(IReadOnlyList<string> paths)
    {
        TakeFirst(paths[0], "train", Trained);
        TakeFirst(paths[0], "val", Evaluated);
        _folder.Write(CamVidShortRun.SpecName, $$"""
            name: camvid-short
            task: camvid-11
            data: ./{{CamVidShortRun.DataName}}
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
        return await CamVidShortRun.StartAsync(_folder, Path.GetDirectoryName(paths[1])!);
    }

    private void TakeFirst(string camvid, string split, int count)
    {
        string data = _folder[CamVidShortRun.DataName];
        string[] stems = [.. File.ReadLines(Path.Combine(camvid, split + ".txt")).Where(line => line.Length > 0).Take(count)];
        foreach ((string folder, string ending) in new[] { (split, ".jpg"), (split + "annot", ".png") })
        {
            Directory.CreateDirectory(Path.Combine(data, folder));
            foreach (string stem in stems)
            {
                // Bytes, not a copy of the file: the material may be read-only, and a test writes into a label image.
                File.WriteAllBytes(Path.Combine(data, folder, stem + ending), File.ReadAllBytes(Path.Combine(camvid, folder, stem + ending)));
            }
        }

        File.WriteAllLines(Path.Combine(data, split + ".txt"), stems);
    }
}
