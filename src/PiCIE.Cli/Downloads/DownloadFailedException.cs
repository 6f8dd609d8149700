using PiCIE.Pipeline;

namespace PiCIE.Cli.Downloads;

/// <summary>Reports that a file could not be fetched; the message is the sentence that a person reads.</summary>
internal sealed class DownloadFailedException : Exception
{
    /// <summary>Creates the exception with its sentence.</summary>
    /// <param name="failure">Its kind.</param>
    /// <param name="message">A sentence that says what went wrong, with address and file.</param>
    /// <param name="hint">A sentence that says what to do next.</param>
    /// <param name="inner">The cause, if another exception.</param>
    public DownloadFailedException(DownloadFailure failure, string message, string hint, Exception? inner = null)
        : base(message, inner)
    {
        Failure = failure;
        Hint = hint;
    }

    /// <summary>The kind of failure.</summary>
    public DownloadFailure Failure { get; }

    /// <summary>A sentence that says what to do next.</summary>
    public string Hint { get; }

    /// <summary>Returns the failure as the command line reports it.</summary>
    /// <param name="address">Address from which the file was fetched.</param>
    public PicieException ToPicie(Uri address) => Failure switch
    {
        DownloadFailure.Network => Reported("no-network", address, ProblemKind.Environment),
        DownloadFailure.NotFound => Reported("not-on-server", address, ProblemKind.Input),
        DownloadFailure.WrongContent => Reported("wrong-checksum", address, ProblemKind.Input),
        DownloadFailure.Disk => Reported("cannot-write", address, ProblemKind.Environment),
        _ => throw new System.Diagnostics.UnreachableException(Failure.ToString()),
    };

    private PicieException Reported(string code, Uri address, ProblemKind kind) => new(code, Message, address.ToString(), Hint, kind, this);
}
