namespace PiCIE.Storage.Experiments;

/// <summary>That a person marked a run.</summary>
public sealed class Star
{
    /// <summary>Who.</summary>
    public required string Person { get; init; }

    /// <summary>The run.</summary>
    public Guid RunId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
