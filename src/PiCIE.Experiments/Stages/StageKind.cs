namespace PiCIE.Experiments.Stages;

/// <summary>The four steps of a run, in their order. As text (database, JSON, paths) the names are lower case.</summary>
public enum StageKind
{
    /// <summary>Decodes the photographs of one split once and writes packs.</summary>
    Preprocess,

    /// <summary>Trains the network (or, for the frozen control, only makes it). It never sees a label.</summary>
    Train,

    /// <summary>Clusters the features of the evaluation-style photographs, once a repeat.</summary>
    Cluster,

    /// <summary>Predicts, and counts the class × cluster matrix where there are labels.</summary>
    Evaluate,
}
