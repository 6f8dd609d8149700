namespace PiCIE.Storage.Experiments;

/// <summary>A word by which a run is found: one of its own, or of its experiment.</summary>
public sealed class RunTag
{
    /// <summary>Id of the run.</summary>
    public Guid RunId { get; init; }

    /// <summary>The word.</summary>
    public required string Tag { get; init; }
}
