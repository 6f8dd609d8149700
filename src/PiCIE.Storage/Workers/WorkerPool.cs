namespace PiCIE.Storage.Workers;

/// <summary>Some slots of a worker for some kinds of stages on one device.</summary>
public sealed class WorkerPool
{
    /// <summary>Id of the worker.</summary>
    public Guid WorkerId { get; init; }

    /// <summary>Its name within the worker.</summary>
    public required string Name { get; init; }

    /// <summary>Name of its Hangfire queue, which is no other pool's.</summary>
    public required string Queue { get; init; }

    /// <summary>Kinds of stages that it runs, as a JSON list.</summary>
    public required string Kinds { get; init; }

    /// <summary>Device: auto, cpu, cuda or cuda:N.</summary>
    public required string Device { get; init; }

    /// <summary>Version of each kind, as JSON.</summary>
    public required string StageVersions { get; init; }

    /// <summary>Precisions of its device, as a JSON list.</summary>
    public required string Precisions { get; init; }

    /// <summary>Data sets that it can read, as a JSON list of ids.</summary>
    public required string DataSets { get; set; }

    /// <summary>Number of stages at once.</summary>
    public int Slots { get; init; }

    /// <summary>Number of stages at once at this moment; 0 while it is closed.</summary>
    public int OpenSlots { get; set; }

    /// <summary>Number of offers in a row that ran out.</summary>
    public int LostOffers { get; set; }
}
