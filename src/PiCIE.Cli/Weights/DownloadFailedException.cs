namespace PiCIE.Cli.Weights;

/// <summary>What kept a file from being fetched.</summary>
internal enum DownloadFailure
{
    /// <summary>No answer, a broken connection, or an error of the server: the same command may succeed later.</summary>
    Network,

    /// <summary>The server does not have the file.</summary>
    NotFound,

    /// <summary>What came is not the file that was asked for.</summary>
    WrongContent,

    /// <summary>The file could not be written here.</summary>
    Disk,
}

/// <summary>A file could not be fetched; the message is the sentence that a person reads.</summary>
internal sealed class DownloadFailedException : Exception
{
    /// <summary>A failure with its sentence.</summary>
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
}
