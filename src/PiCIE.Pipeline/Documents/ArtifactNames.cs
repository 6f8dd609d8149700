using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Documents;

/// <summary>Holds the names under which a run document gives paths.</summary>
public static class ArtifactNames
{
    /// <summary>Folder of the train stage.</summary>
    public const string Train = "train";

    /// <summary>Folder of the cluster stage: <c>repeat-R.safetensors</c>.</summary>
    public const string Cluster = "cluster";

    /// <summary>Folder of the evaluate stage.</summary>
    public const string Evaluate = "evaluate";

    /// <summary>File of the trained network: <c>weights.safetensors</c>.</summary>
    public const string Weights = "weights";

    /// <summary>Folder of predictions as PNG ids, one zip a split and repeat.</summary>
    public const string Predictions = ArtifactFiles.PredictionsFolder;

    /// <summary>Folder of pictures for people, one zip a split: photograph, labels and prediction side by side.</summary>
    public const string Overlays = ArtifactFiles.OverlaysFolder;
}
