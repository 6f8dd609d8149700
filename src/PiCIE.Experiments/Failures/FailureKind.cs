namespace PiCIE.Experiments.Failures;

/// <summary>Why an attempt failed; decides what happens next. As text the names are lower case.</summary>
public enum FailureKind
{
    /// <summary>The input is wrong: never tried again until a person corrects it.</summary>
    Input,

    /// <summary>Out of memory in the stage.</summary>
    Resource,

    /// <summary>Something that may pass by itself.</summary>
    Transient,

    /// <summary>The stage process died.</summary>
    Crash,

    /// <summary>Nothing was heard of the stage process, or of its supervisor, for too long.</summary>
    Lost,

    /// <summary>Scratch, store, a mount or a library of the worker failed: no fault of the stage, and no try is spent.</summary>
    Environment,
}
