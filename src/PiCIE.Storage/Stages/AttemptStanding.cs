namespace PiCIE.Storage.Stages;

/// <summary>Says whether a running attempt should go on.</summary>
public enum AttemptStanding
{
    /// <summary>It is the newest attempt, its stage runs, and somebody wants the stage.</summary>
    GoesOn,

    /// <summary>Nobody wants its stage at present: it stops where something is saved.</summary>
    Unwanted,

    /// <summary>Its stage was canceled or is another attempt's: it ends at once.</summary>
    Refused,
}
