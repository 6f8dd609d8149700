namespace PiCIE.Storage.DataSets;

/// <summary>A folder of photographs that was registered or used, with the hashes of the files that were read.</summary>
public sealed class DataSet
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>The name under which it was registered, or null.</summary>
    public string? Name { get; set; }

    /// <summary>Absolute path of the folder.</summary>
    public required string Path { get; init; }

    /// <summary>Hashes of its files by relative name with size and time, so that a file that did not change is not read again; as JSON.</summary>
    public required string FileHashes { get; set; }

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
