using PiCIE.Segmentation.Images;

namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Writes toy scenes as a data set of layout <c>folders</c>: <c>train/</c>, <c>trainannot/</c>, <c>train.txt</c>, and so for val and test.</summary>
public static class ToySceneWriter
{
    // Scenes of one split never appear in another, whatever the counts: each split has numbers of its own.
    private const long NumbersPerSplit = 1L << 32;

    /// <summary>Draws and writes the scenes. The same arguments give the same pixels, on any number of cores.</summary>
    /// <param name="folder">Folder that takes the split folders; it is made if it is missing.</param>
    /// <param name="counts">Scenes of each split.</param>
    /// <param name="size">Height of a scene in pixels, at least 32; the width is half as much again.</param>
    /// <param name="seed">Seed of the data set.</param>
    /// <param name="done">Told the number of scenes written so far; exceptions from it end the writing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or the size too small.</exception>
    public static void Write(string folder, ToySceneCounts counts, int size, long seed, Action<int>? done = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 32);
        int written = 0;
        foreach ((string? split, int count, long first) in ((string, int, long)[])[("train", counts.Train, 0), ("val", counts.Val, NumbersPerSplit), ("test", counts.Test, 2 * NumbersPerSplit)])
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            if (count > 0)
            {
                WriteSplit(folder, split, count, first, size, seed, number => done?.Invoke(written + number));
                written += count;
            }
        }
    }

    private static void WriteSplit(string folder, string split, int count, long first, int size, long seed, Action<int> done)
    {
        string photographs = Directory.CreateDirectory(Path.Combine(folder, split)).FullName;
        string annotations = Directory.CreateDirectory(Path.Combine(folder, split + "annot")).FullName;
        const int Ahead = 16;
        for (int from = 0; from < count; from += Ahead)
        {
            int to = Math.Min(from + Ahead, count);
            Parallel.For(from, to, number =>
            {
                ToyScene scene = ToyScene.Draw(seed, first + number, size * 3 / 2, size);
                string name = Stem(number) + ".png";
                PngFile.WriteRgb(Path.Combine(photographs, name), new RgbImage(scene.Width, scene.Height, scene.Photograph));
                PngFile.WriteIds(Path.Combine(annotations, name), scene.Width, scene.Height, scene.Labels);
            });
            done(to);
        }

        File.WriteAllLines(Path.Combine(folder, split + ".txt"), Enumerable.Range(0, count).Select(Stem));
    }

    private static string Stem(int number) => FormattableString.Invariant($"scene{number:00000}");
}
