namespace PiCIE.Cli.Downloads;

/// <summary>Says what kept a file from being fetched.</summary>
internal enum DownloadFailure
{
    /// <summary>There was no answer, a broken connection, or an error of the server; the same command may succeed later.</summary>
    Network,

    /// <summary>The server does not have the file.</summary>
    NotFound,

    /// <summary>The bytes that came are not those of the file that was asked for.</summary>
    WrongContent,

    /// <summary>The file could not be written here.</summary>
    Disk,
}
