namespace PiCIE.Faults.Rigs;

/// <summary>Writes specs whose runs have two preprocess stages together (one for each split), and train, cluster and evaluate each.</summary>
internal static class RigSpec
{
    /// <summary>Returns the text of a spec.</summary>
    /// <param name="name">Name of the experiment.</param>
    /// <param name="pictures">Folder of the photographs.</param>
    /// <param name="seeds">First seed and number of runs.</param>
    /// <param name="clusters">Number of clusters; another one gives another cluster stage on the same training.</param>
    /// <param name="resolution">Resolution of the base packs; another one gives other preprocess stages.</param>
    public static string Of(string name, string pictures, (int First, int Runs) seeds, int clusters = 5, int resolution = 64) => $$"""
        name: {{name}}
        task: folder
        data: {{pictures}}
        method: picie
        seeds: [{{string.Join(", ", Enumerable.Range(seeds.First, seeds.Runs))}}]
        backbone: { weights: none }
        preprocess: { baseResolution: {{resolution}}, resolution: 64 }
        train: { epochs: 1, k: 5 }
        cluster: { k: {{clusters}} }
        evaluate: { splits: [val] }
        """;
}
