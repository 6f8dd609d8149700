namespace PiCIE.Storage.Experiments;

/// <summary>A row that says that a person marked a run.</summary>
public sealed class Star
{
    /// <summary>Name of the person.</summary>
    public required string Person { get; init; }

    /// <summary>Id of the run.</summary>
    public Guid RunId { get; init; }

    /// <summary>Time when the run was marked.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
