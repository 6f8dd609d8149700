namespace PiCIE.Experiments.States;

/// <summary>Names what can change the state of a stage.</summary>
public enum StageCause
{
    /// <summary>All its inputs are done.</summary>
    InputsDone,

    /// <summary>An attempt starts.</summary>
    Started,

    /// <summary>The newest attempt commits.</summary>
    Committed,

    /// <summary>The attempt ended without a result and it is tried again: interrupted, lost, or failed with tries left.</summary>
    TriedAgain,

    /// <summary>The attempt failed for good: input, or tries used up.</summary>
    GaveUp,

    /// <summary>No live experiment wants it any more.</summary>
    Unwanted,

    /// <summary>A person wants it again (retry, resume, a new submit) and its inputs are done.</summary>
    WantedAgain,

    /// <summary>A person wants it again and an input is not done.</summary>
    WantedAgainWithoutInputs,

    /// <summary>Its artifact is missing or damaged, and something that is not done needs it.</summary>
    ArtifactLost,

    /// <summary>An input is not done any more, or the attempt found it missing or damaged: it is made anew.</summary>
    InputLost,
}
