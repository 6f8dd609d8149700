namespace PiCIE.Storage.DataSets;

/// <summary>A folder that holds a data set.</summary>
public sealed class DataSetPath
{
    /// <summary>Id of the data set.</summary>
    public Guid DataSetId { get; init; }

    /// <summary>Absolute path of the folder.</summary>
    public required string Path { get; init; }

    /// <summary>Hashes of its files by relative name with their looks, as JSON, so that a file that did not change is not read again.</summary>
    public required string FileHashes { get; set; }

    /// <summary>Time when it was first seen, or registered last. A name means the newest of its folders that is there.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
