namespace PiCIE.Pipeline;

/// <summary>Says whose problem an error is. The command line maps each kind to an exit status, a server to a status of HTTP.</summary>
public enum ProblemKind
{
    /// <summary>The person gave something wrong: usage, spec, data, weights, image.</summary>
    Input,

    /// <summary>The machine refuses: native library, database, disk, device, stage program.</summary>
    Environment,

    /// <summary>There is no such run, experiment or data set.</summary>
    NotFound,

    /// <summary>The person may not do this: it belongs to somebody else, or takes another role.</summary>
    Forbidden,

    /// <summary>Something else is there already: newer database, locked home, name taken.</summary>
    Conflict,

    /// <summary>A person stopped it; the same command goes on.</summary>
    Interrupted,
}
