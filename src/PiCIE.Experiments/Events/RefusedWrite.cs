namespace PiCIE.Experiments.Events;

/// <summary>What an attempt wanted to write when it was refused.</summary>
public enum RefusedWrite
{
    /// <summary>Its result.</summary>
    Commit,

    /// <summary>Its failure.</summary>
    Fail,

    /// <summary>Its interruption.</summary>
    Interrupt,
}
