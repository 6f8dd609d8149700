namespace PiCIE.Experiments.Stages;

/// <summary>Names under which an order hands inputs to a stage; the settings record of each kind says which it reads.</summary>
public static class InputRoles
{
    /// <summary>Folder of photographs: that of the data set.</summary>
    public const string Data = "data";

    /// <summary>Base pack of the split that is trained on.</summary>
    public const string BasePack = "basePack";

    /// <summary>Start weights of a train stage; the trained network for the stages behind it. Where nothing was trained that is the start weights again.</summary>
    public const string Weights = "weights";

    /// <summary>The pyramid that belongs on the trunk of <see cref="Weights"/>, where nothing was trained.</summary>
    public const string Head = "head";

    /// <summary>Evaluation pack of the split that is clustered.</summary>
    public const string EvaluationPack = "evaluationPack";

    /// <summary>Folder of a cluster artifact.</summary>
    public const string Cluster = "cluster";

    /// <summary>Centroids of the training itself.</summary>
    public const string Centroids = "centroids";

    /// <summary>Evaluation pack of a split that is evaluated.</summary>
    /// <param name="split">Name of the split.</param>
    public static string EvaluationPackFor(string split) => $"{EvaluationPack}:{split}";

    /// <summary>Labels pack of a split that is evaluated.</summary>
    /// <param name="split">Name of the split.</param>
    public static string LabelPackFor(string split) => $"labelPack:{split}";

    /// <summary>Network of a kept epoch.</summary>
    /// <param name="epoch">The epoch, counted from 0.</param>
    public static string WeightsFor(int epoch) => $"{Weights}:epoch-{epoch}";

    /// <summary>Centroids of a kept epoch.</summary>
    /// <param name="epoch">The epoch, counted from 0.</param>
    public static string CentroidsFor(int epoch) => $"{Centroids}:epoch-{epoch}";
}
