using PiCIE.Pipeline;

namespace PiCIE.Cli.Downloads;

/// <summary>Says that a file could not be fetched; the message is the sentence that a person reads.</summary>
internal sealed class DownloadFailedException : Exception
{
    /// <summary>Makes a failure with its sentence.</summary>
    /// <param name="failure">Its kind.</param>
    /// <param name="message">What went wrong, with address and file.</param>
    /// <param name="hint">What to do next.</param>
    /// <param name="inner">The cause, if another exception.</param>
    public DownloadFailedException(DownloadFailure failure, string message, string hint, Exception? inner = null)
        : base(message, inner)
    {
        Failure = failure;
        Hint = hint;
    }

    /// <summary>The kind of failure.</summary>
    public DownloadFailure Failure { get; }

    /// <summary>What to do next.</summary>
    public string Hint { get; }

    /// <summary>The failure as the command line reports it.</summary>
    /// <param name="address">Where the file was fetched from.</param>
    public PicieException ToPicie(Uri address) => Failure switch
    {
        DownloadFailure.Network => Reported("no-network", address, ExitStatus.Environment),
        DownloadFailure.NotFound => Reported("not-on-server", address, ExitStatus.Input),
        DownloadFailure.WrongContent => Reported("wrong-checksum", address, ExitStatus.Input),
        DownloadFailure.Disk => Reported("cannot-write", address, ExitStatus.Environment),
        _ => throw new System.Diagnostics.UnreachableException(Failure.ToString()),
    };

    private PicieException Reported(string code, Uri address, ExitStatus status) => new(code, Message, address.ToString(), Hint, status, this);
}
