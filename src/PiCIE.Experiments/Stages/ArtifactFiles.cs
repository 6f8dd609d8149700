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

    /// <summary>Pyramid of a train artifact that trained nothing; its trunk is that of the start weights.</summary>
    public const string Head = "head.safetensors";

    /// <summary>Last centroids of both views in a train artifact.</summary>
    public const string Centroids = "centroids.safetensors";

    /// <summary>Curve of a train artifact.</summary>
    public const string Curve = "curve.json";

    /// <summary>Returns the file of one repeat in a cluster artifact, which holds its centroids and batch-norm statistics.</summary>
    /// <param name="repeat">The repeat, counted from 1.</param>
    public static string Repeat(int repeat) => $"repeat-{repeat}.safetensors";

    /// <summary>Folder of the predictions in an evaluate artifact.</summary>
    public const string PredictionsFolder = "predictions";

    /// <summary>Folder of the pictures for people in an evaluate artifact.</summary>
    public const string OverlaysFolder = "overlays";

    /// <summary>Returns the file with the predictions of one split and repeat in an evaluate artifact.</summary>
    /// <param name="split">Name of the split.</param>
    /// <param name="repeat">The repeat, counted from 1.</param>
    public static string Predictions(string split, int repeat) => $"{PredictionsFolder}/{split}-{repeat}.zip";

    /// <summary>Returns the file with the pictures of one split in an evaluate artifact.</summary>
    /// <param name="split">Name of the split.</param>
    public static string Overlays(string split) => $"{OverlaysFolder}/{split}.zip";

    /// <summary>Returns a file with matrices of photographs of one split and repeat in an evaluate artifact.</summary>
    /// <param name="split">Name of the split.</param>
    /// <param name="repeat">The repeat, counted from 1.</param>
    /// <param name="first">Number of the first photograph in the file, counted from 0.</param>
    public static string Confusions(string split, int repeat, int first) =>
        $"confusions/{split}-{repeat}{(first == 0 ? "" : $"-from-{first}")}.safetensors";

    /// <summary>Returns a file of a kept epoch in a train or evaluate artifact.</summary>
    /// <param name="epoch">The epoch, counted from 0.</param>
    /// <param name="file">Name of the file as at the end of the training: <see cref="Weights"/>, for example.</param>
    public static string OfEpoch(int epoch, string file) => $"epoch-{epoch}/{file}";
}
