namespace PiCIE.Pipeline.Work;

/// <summary>How working on an experiment ended.</summary>
public enum WorkOutcome
{
    /// <summary>Every run that was asked for is done.</summary>
    Done,

    /// <summary>They have ended, one at least as failed.</summary>
    Failed,

    /// <summary>It was asked to stop before the end; the next call goes on.</summary>
    Interrupted,
}
