namespace PiCIE.Experiments.Failures;

/// <summary>Says why an attempt failed, and thereby what happens next.</summary>
public enum FailureKind
{
    /// <summary>The input is wrong; the stage is not tried again until a person corrects it.</summary>
    Input,

    /// <summary>The stage ran out of memory.</summary>
    Resource,

    /// <summary>Something failed that may pass by itself.</summary>
    Transient,

    /// <summary>The stage process died.</summary>
    Crash,

    /// <summary>Nothing was heard of the stage process, or of its supervisor, for too long.</summary>
    Lost,

    /// <summary>
    /// Scratch, store, a mount or a library of the worker failed. It is no fault of the stage and spends no try; only where it meets the stage again and again, on each
    /// machine that could do it, is the stage failed.
    /// </summary>
    Environment,
}
