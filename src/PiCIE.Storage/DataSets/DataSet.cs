namespace PiCIE.Storage.DataSets;

/// <summary>A folder of photographs that was registered or used, with the hashes of the files that were read.</summary>
public sealed class DataSet
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>The name under which it is registered, or null.</summary>
    public string? Name { get; set; }

    /// <summary>Absolute path of the folder; a folder that was moved has another one.</summary>
    public required string Path { get; set; }

    /// <summary>Hashes of its files by relative name with their looks, so that a file that did not change is not read again; as JSON.</summary>
    public required string FileHashes { get; set; }

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
