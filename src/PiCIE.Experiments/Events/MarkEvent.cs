using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Events;

/// <summary>An event about what a person wrote on a run or, where no run is named, on an experiment. It changes nothing that is computed.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run; null where the experiment as a whole is meant.</param>
public abstract record MarkEvent(Guid Experiment, Guid? Run) : PipelineEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutExperiment => Experiment;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutRun => Run;
}

/// <summary>Records that a tag was added.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run, or null.</param>
/// <param name="Tag">The tag.</param>
public sealed record TagAdded(Guid Experiment, Guid? Run, string Tag) : MarkEvent(Experiment, Run);

/// <summary>Records that a tag was removed.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run, or null.</param>
/// <param name="Tag">The tag.</param>
public sealed record TagRemoved(Guid Experiment, Guid? Run, string Tag) : MarkEvent(Experiment, Run);

/// <summary>Records that a note was written.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run, or null.</param>
/// <param name="Note">Id of the note.</param>
public sealed record NoteAdded(Guid Experiment, Guid? Run, Guid Note) : MarkEvent(Experiment, Run);

/// <summary>Records that a note was removed.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run, or null.</param>
/// <param name="Note">Id of the note.</param>
/// <param name="Text">The text that it had: the row is gone.</param>
public sealed record NoteRemoved(Guid Experiment, Guid? Run, Guid Note, string Text) : MarkEvent(Experiment, Run);

/// <summary>Records that a run or an experiment was archived.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run, or null.</param>
public sealed record Archived(Guid Experiment, Guid? Run) : MarkEvent(Experiment, Run);

/// <summary>Records that a run or an experiment was taken out of the archive.</summary>
/// <param name="Experiment">Id of the experiment.</param>
/// <param name="Run">Id of the run, or null.</param>
public sealed record Unarchived(Guid Experiment, Guid? Run) : MarkEvent(Experiment, Run);
