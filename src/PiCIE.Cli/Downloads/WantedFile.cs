namespace PiCIE.Cli.Downloads;

/// <summary>A file of a public server with the facts that are known before it is fetched.</summary>
/// <param name="Name">Name that it gets here.</param>
/// <param name="Digest">Its checksum, or null where no source states one.</param>
/// <param name="Bytes">Its length, or null where no source states it.</param>
/// <param name="Place">Absolute path of the folder that it comes to, for messages.</param>
/// <param name="Variable">The environment variable that names another folder, for messages.</param>
internal sealed record WantedFile(string Name, FileDigest? Digest, long? Bytes, string Place, string Variable)
{
    /// <summary>The words that tell a person how to do without the server.</summary>
    public string ByHand => $"name another address with --url, or copy the file into {Place} by hand as {Name}";
}
