namespace PiCIE.Cli.Archives;

/// <summary>Reports that an archive is broken or asks for something that no data set needs; the message is the sentence that a person reads.</summary>
internal sealed class ArchiveException : Exception
{
    /// <summary>Creates the exception with its sentence.</summary>
    /// <param name="message">A sentence that says what is wrong, with archive and entry.</param>
    /// <param name="inner">The cause, if another exception.</param>
    public ArchiveException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
