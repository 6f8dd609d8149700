namespace PiCIE.Pipeline.Work;

/// <summary>Says how the work on the runs of an experiment ended.</summary>
public enum WorkOutcome
{
    /// <summary>Every run that was asked for is done.</summary>
    Done,

    /// <summary>All runs have ended, at least one of them as failed.</summary>
    Failed,

    /// <summary>The work was asked to stop before the end; the next call goes on.</summary>
    Interrupted,
}
