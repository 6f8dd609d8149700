namespace PiCIE.Storage.Workers;

/// <summary>A device of a worker.</summary>
public sealed class Device
{
    /// <summary>Id of the worker.</summary>
    public Guid WorkerId { get; init; }

    /// <summary>Name of the device: cpu or cuda:N.</summary>
    public required string Name { get; init; }

    /// <summary>Uuid of the device, the same for every process of the machine; null for a processor.</summary>
    public string? Uuid { get; init; }

    /// <summary>Model of the device, for people.</summary>
    public required string Model { get; init; }

    /// <summary>Memory of the device in bytes.</summary>
    public long MemoryBytes { get; init; }
}
