namespace PiCIE.Experiments.Protocol;

/// <summary>Says how much a line of a stage's log matters to a person who follows the attempt.</summary>
public enum StageLogLevel
{
    /// <summary>The line stands in the log alone.</summary>
    Information,

    /// <summary>Something is not as it should be, and the stage goes on.</summary>
    Warning,

    /// <summary>Something went wrong that the person must see.</summary>
    Error,
}
