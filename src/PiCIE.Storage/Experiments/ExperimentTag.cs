namespace PiCIE.Storage.Experiments;

/// <summary>A word by which an experiment is found.</summary>
public sealed class ExperimentTag
{
    /// <summary>Id of the experiment.</summary>
    public Guid ExperimentId { get; init; }

    /// <summary>The word, as the spec has it.</summary>
    public required string Tag { get; init; }
}
