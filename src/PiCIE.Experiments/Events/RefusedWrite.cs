namespace PiCIE.Experiments.Events;

/// <summary>Names the write that an attempt was refused.</summary>
public enum RefusedWrite
{
    /// <summary>It wanted to commit its result.</summary>
    Commit,

    /// <summary>It wanted to record its failure.</summary>
    Fail,

    /// <summary>It wanted to record its interruption.</summary>
    Interrupt,
}
