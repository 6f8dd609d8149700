using System.Text.Json.Serialization;
using PiCIE.Experiments.States;

namespace PiCIE.Experiments.Events;

/// <summary>Records that a spec was submitted.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Revision">Number of the revision that the text is.</param>
public sealed record ExperimentSubmitted(Guid Experiment, int Revision) : PipelineEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutExperiment => Experiment;
}

/// <summary>Records that a run was added to an experiment.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run.</param>
public sealed record RunAdded(Guid Experiment, Guid Run) : PipelineEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutExperiment => Experiment;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutRun => Run;
}

/// <summary>Records that a run ended: it is done, failed or canceled.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Status">How it ended.</param>
public sealed record RunEnded(Guid Experiment, Guid Run, RunStatus Status) : PipelineEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutExperiment => Experiment;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutRun => Run;
}
