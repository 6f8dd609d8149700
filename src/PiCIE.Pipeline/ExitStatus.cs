namespace PiCIE.Pipeline;

/// <summary>Exit status of the command line, as the contract of the product fixes it.</summary>
public enum ExitStatus
{
    /// <summary>Everything that was asked is done.</summary>
    Done = 0,

    /// <summary>A run failed, or one of several photographs could not be segmented.</summary>
    RunFailed = 1,

    /// <summary>Wrong usage or input: spec, data, weights, image.</summary>
    Input = 2,

    /// <summary>The environment: native library, database, disk, device, stage program.</summary>
    Environment = 3,

    /// <summary>No such run, experiment or data set.</summary>
    NotFound = 4,

    /// <summary>A conflict: newer database, locked home, name taken.</summary>
    Conflict = 5,

    /// <summary>Interrupted; the same command goes on.</summary>
    Interrupted = 130,
}
