namespace PiCIE.Storage.Events;

/// <summary>An event that is about to be appended.</summary>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
public sealed record EventDraft(string Type)
{
    /// <summary>The experiment that it is about, or null.</summary>
    public Guid? ExperimentId { get; init; }

    /// <summary>The run that it is about, or null.</summary>
    public Guid? RunId { get; init; }

    /// <summary>The stage that it is about, or null.</summary>
    public Guid? StageId { get; init; }

    /// <summary>What more is to be said, a record that becomes JSON; null for nothing.</summary>
    public object? Body { get; init; }
}
