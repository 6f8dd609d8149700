namespace PiCIE.Storage.DataSets;

/// <summary>A listed file of a data set.</summary>
public sealed class DataFile
{
    /// <summary>Id of the data set.</summary>
    public Guid DataSetId { get; init; }

    /// <summary>Path within the data set, with forward slashes.</summary>
    public required string Name { get; init; }

    /// <summary>Length in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>SHA-256 of the content.</summary>
    public required string Sha256 { get; init; }
}
