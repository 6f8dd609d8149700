namespace PiCIE.Experiments.Failures;

/// <summary>Why an attempt failed; decides what happens next. As text the names are lower case.</summary>
public enum FailureKind
{
    /// <summary>The input is wrong: never tried again until a person corrects it.</summary>
    Input,

    /// <summary>Out of memory or disk.</summary>
    Resource,

    /// <summary>Something that may pass by itself.</summary>
    Transient,

    /// <summary>The stage process died.</summary>
    Crash,

    /// <summary>Nothing was heard of the stage process for too long; the attempt ends as lost.</summary>
    Lost,
}
