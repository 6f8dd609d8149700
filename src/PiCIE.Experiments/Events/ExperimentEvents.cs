using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Events;

/// <summary>An event about one experiment.</summary>
/// <param name="Experiment">Id of the experiment.</param>
public abstract record ExperimentEvent(Guid Experiment) : PipelineEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutExperiment => Experiment;
}

/// <summary>Records that a spec was submitted.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Revision">Number of the revision that the text is.</param>
public sealed record ExperimentSubmitted(Guid Experiment, int Revision) : ExperimentEvent(Experiment);

/// <summary>Records that a person paused an experiment: nothing of it starts any more.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Person">Name of the person.</param>
/// <param name="StopsWork">Whether what runs for it alone is stopped too.</param>
public sealed record ExperimentPaused(Guid Experiment, string Person, bool StopsWork) : ExperimentEvent(Experiment)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? Actor => Person;
}

/// <summary>Records that a person ended the pause of an experiment.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Person">Name of the person.</param>
public sealed record ExperimentResumed(Guid Experiment, string Person) : ExperimentEvent(Experiment)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? Actor => Person;
}

/// <summary>Records that a person gave an experiment another priority.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Person">Name of the person.</param>
/// <param name="Priority">The priority, −100 to 100.</param>
public sealed record ExperimentPrioritised(Guid Experiment, string Person, int Priority) : ExperimentEvent(Experiment)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? Actor => Person;
}
