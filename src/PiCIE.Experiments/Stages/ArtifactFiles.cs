namespace PiCIE.Experiments.Stages;

/// <summary>Names the files in the artifacts of stages, with / between folder and file.</summary>
public static class ArtifactFiles
{
    /// <summary>Base pack of a preprocess artifact.</summary>
    public const string BasePack = "base.pack";

    /// <summary>Evaluation pack of a preprocess artifact.</summary>
    public const string EvaluationPack = "evaluation.pack";

    /// <summary>Labels pack of a preprocess artifact.</summary>
    public const string LabelsPack = "labels.pack";

    /// <summary>Network of a train artifact.</summary>
    public const string Weights = "weights.safetensors";

    /// <summary>Last centroids of both views in a train artifact.</summary>
    public const string Centroids = "centroids.safetensors";

    /// <summary>Curve of a train artifact.</summary>
    public const string Curve = "curve.json";

    /// <summary>Returns the file of one repeat in a cluster artifact, which holds its centroids and batch-norm statistics.</summary>
    /// <param name="repeat">The repeat, counted from 1.</param>
    public static string Repeat(int repeat) => $"repeat-{repeat}.safetensors";

    /// <summary>Returns a file of a kept epoch in a train artifact.</summary>
    /// <param name="epoch">The epoch, counted from 0.</param>
    /// <param name="file"><see cref="Weights"/> or <see cref="Centroids"/>.</param>
    public static string OfEpoch(int epoch, string file) => $"epoch-{epoch}/{file}";
}
