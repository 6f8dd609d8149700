namespace PiCIE.Pipeline.Work.Holding;

/// <summary>Reports that the surroundings still refuse service and the step is given up. What is finished is kept.</summary>
/// <param name="trouble">The trouble with the surroundings.</param>
/// <param name="end">Why it is given up.</param>
internal sealed class PatienceEndedException(SurroundingsTrouble trouble, PatienceEnd end) : Exception(trouble.Sentence)
{
    /// <summary>The trouble with the surroundings.</summary>
    public SurroundingsTrouble Trouble { get; } = trouble;

    /// <summary>Why it is given up.</summary>
    public PatienceEnd End { get; } = end;
}

/// <summary>Says why a step is not tried any more.</summary>
internal enum PatienceEnd
{
    /// <summary>The time for it has run out.</summary>
    TimeRanOut,

    /// <summary>A stop was asked.</summary>
    Stopped,

    /// <summary>Another worker can do the stage.</summary>
    GaveWay,
}
