namespace PiCIE.Storage.Stages;

/// <summary>A state from which a stage can go on. It belongs to the stage, so that another worker can go on from it.</summary>
public sealed class Checkpoint
{
    /// <summary>Id of the stage.</summary>
    public Guid StageId { get; init; }

    /// <summary>Number of the attempt that wrote it.</summary>
    public int Attempt { get; init; }

    /// <summary>Number of epochs that are done.</summary>
    public int Epoch { get; init; }

    /// <summary>Number of the last batch of points before it.</summary>
    public long BatchSequence { get; init; }

    /// <summary>Threads with which the stage goes on.</summary>
    public int Threads { get; init; }

    /// <summary>Kind of device on which the stage goes on.</summary>
    public required string DeviceKind { get; init; }

    /// <summary>SHA-256 of its manifest.</summary>
    public required string ManifestSha256 { get; init; }

    /// <summary>Time when it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time when its files were removed, or null.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}
