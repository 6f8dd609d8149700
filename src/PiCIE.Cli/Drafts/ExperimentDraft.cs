using System.Globalization;
using System.Text;

namespace PiCIE.Cli.Drafts;

/// <summary>Drafts a spec that runs on a folder as it is, with settings that a processor can do.</summary>
internal static class ExperimentDraft
{
    private const int ClustersWithoutClasses = 12;
    private const int FewestClusters = 2;
    private const int LargestBatch = 16;

    /// <summary>Returns the text of the spec.</summary>
    /// <param name="name">Name of the experiment.</param>
    /// <param name="found">The folder.</param>
    /// <param name="classes">Number of classes, or null without label images.</param>
    /// <param name="photographs">Number of photographs that are trained on.</param>
    public static string Of(string name, FoundFolder found, int? classes, int photographs)
    {
        int clusters = Math.Max(FewestClusters, classes ?? ClustersWithoutClasses);
        int batch = Math.Clamp(photographs / 2, 1, LargestBatch);
        StringBuilder text = new();
        text.Append("# Drafted by picie init. Run it:   picie run experiment.yaml   (--plan says first what that would do)\n");
        text.Append("# Needs: picie weights fetch imagenet; `weights: none` is the start that needs no file. Its control is the same with another name and `method: frozen`.\n");
        text.Append(CultureInfo.InvariantCulture, $"name: {name}\n");
        text.Append(CultureInfo.InvariantCulture, $"task: {(found.IsPlain ? "folder" : "./task.yaml")}\n");
        text.Append("data: ./\n");
        text.Append("method: picie\n");
        text.Append("backbone: { name: resnet18, weights: imagenet }\n");
        text.Append("preprocess: { baseResolution: 256, resolution: 128 }   # 640 and 320 are the published sizes\n");
        text.Append("train:\n  epochs: 5\n");
        text.Append(CultureInfo.InvariantCulture, $"  batchSize: {batch}\n  learningRate: 5e-4\n");
        text.Append(CultureInfo.InvariantCulture, $"  k: {clusters}   # {(classes is null ? "how many clusters are looked for" : "one cluster a class")}\n");
        text.Append(CultureInfo.InvariantCulture, $"  kmeans: {{ batchSize: {batch}, initialBatches: 6 }}\n");
        text.Append(CultureInfo.InvariantCulture, $"cluster: {{ k: {clusters} }}\n");
        text.Append(CultureInfo.InvariantCulture, $"evaluate: {{ splits: [{found.Evaluated}] }}\n");
        text.Append("seeds: [1]   # three or more give a mean and a deviation\n");
        return text.ToString();
    }
}
