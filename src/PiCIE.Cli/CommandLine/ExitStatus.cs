namespace PiCIE.Cli.CommandLine;

/// <summary>The exit statuses of the command line, as the contract of the product fixes them.</summary>
internal enum ExitStatus
{
    /// <summary>Everything that was asked is done.</summary>
    Done = 0,

    /// <summary>A run of the spec failed, or somebody canceled it; or one of several photographs could not be segmented.</summary>
    RunFailed = 1,

    /// <summary>Usage or input is wrong: spec, data, weights, image.</summary>
    Input = 2,

    /// <summary>The environment fails: native library, database, disk, device, stage program.</summary>
    Environment = 3,

    /// <summary>There is no such run, experiment or data set.</summary>
    NotFound = 4,

    /// <summary>There is a conflict: newer database, locked home, name taken.</summary>
    Conflict = 5,

    /// <summary>The command was interrupted; the same command goes on.</summary>
    Interrupted = 130,
}
