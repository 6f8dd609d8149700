namespace PiCIE.Storage.DataSets;

/// <summary>A folder that holds a data set.</summary>
public sealed class DataSetPath
{
    /// <summary>The data set.</summary>
    public Guid DataSetId { get; init; }

    /// <summary>Absolute path of the folder.</summary>
    public required string Path { get; init; }

    /// <summary>Hashes of its files by relative name with size and time, so that a file that did not change is not read again; as JSON.</summary>
    public required string FileHashes { get; set; }

    /// <summary>When it was first seen.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
