namespace PiCIE.Experiments.Stages;

/// <summary>Names the roles under which an order hands inputs to a stage. The settings record of each kind says which it reads.</summary>
public static class InputRoles
{
    /// <summary>The folder of the data set.</summary>
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

    /// <summary>Returns the role of the evaluation pack of a split that is evaluated.</summary>
    /// <param name="split">Name of the split.</param>
    public static string EvaluationPackFor(string split) => $"{EvaluationPack}:{split}";

    /// <summary>Returns the role of the labels pack of a split that is evaluated.</summary>
    /// <param name="split">Name of the split.</param>
    public static string LabelPackFor(string split) => $"labelPack:{split}";

    /// <summary>Returns the role of the network of a kept epoch.</summary>
    /// <param name="epoch">The epoch, counted from 0.</param>
    public static string WeightsFor(int epoch) => $"{Weights}:epoch-{epoch}";

    /// <summary>Returns the role of the centroids of a kept epoch.</summary>
    /// <param name="epoch">The epoch, counted from 0.</param>
    public static string CentroidsFor(int epoch) => $"{Centroids}:epoch-{epoch}";
}
