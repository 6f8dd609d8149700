using System.Text.Json.Serialization;
using PiCIE.Experiments.States;

namespace PiCIE.Experiments.Events;

/// <summary>An event about one run.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run.</param>
public abstract record RunEvent(Guid Experiment, Guid Run) : PipelineEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutExperiment => Experiment;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutRun => Run;
}

/// <summary>Records that a run was added to an experiment.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run.</param>
public sealed record RunAdded(Guid Experiment, Guid Run) : RunEvent(Experiment, Run);

/// <summary>Records that a run ended: it is done, failed or canceled.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Status">How it ended.</param>
public sealed record RunEnded(Guid Experiment, Guid Run, RunStatus Status) : RunEvent(Experiment, Run);

/// <summary>Records that a person canceled a run.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Person">Name of the person.</param>
public sealed record RunCanceled(Guid Experiment, Guid Run, string Person) : RunEvent(Experiment, Run)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? Actor => Person;
}

/// <summary>Records that a person asked for a run again: one that failed, was canceled, or was not asked for any more.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Person">Name of the person.</param>
public sealed record RunAskedAgain(Guid Experiment, Guid Run, string Person) : RunEvent(Experiment, Run)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? Actor => Person;
}

/// <summary>Records that a person deleted an archived run. Its rows and files stay until they are collected, so that it can be restored.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Person">Name of the person.</param>
public sealed record RunDeleted(Guid Experiment, Guid Run, string Person) : RunEvent(Experiment, Run)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? Actor => Person;
}

/// <summary>Records that a person restored a deleted run.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run.</param>
/// <param name="Person">Name of the person.</param>
public sealed record RunRestored(Guid Experiment, Guid Run, string Person) : RunEvent(Experiment, Run)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? Actor => Person;
}

/// <summary>Records that the rows of a deleted run were collected. Nothing restores it.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run.</param>
public sealed record RunCollected(Guid Experiment, Guid Run) : RunEvent(Experiment, Run);
