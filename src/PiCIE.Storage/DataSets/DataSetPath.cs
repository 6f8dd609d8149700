namespace PiCIE.Storage.DataSets;

/// <summary>A folder that holds a data set.</summary>
public sealed class DataSetPath
{
    /// <summary>The data set.</summary>
    public Guid DataSetId { get; init; }

    /// <summary>Absolute path of the folder.</summary>
    public required string Path { get; init; }

    /// <summary>Hashes of its files by relative name with their looks, so that a file that did not change is not read again; as JSON.</summary>
    public required string FileHashes { get; set; }

    /// <summary>When it was first seen, or registered last: the newest folder of a name that is there is the one that it means.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
