using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Events;

/// <summary>
/// A fact that changed state. It is stored with the change, in one transaction, under the name that the list here gives it, so a renamed
/// record changes nothing that is stored.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ExperimentSubmitted), "experiment-submitted")]
[JsonDerivedType(typeof(ExperimentPaused), "experiment-paused")]
[JsonDerivedType(typeof(ExperimentResumed), "experiment-resumed")]
[JsonDerivedType(typeof(ExperimentPrioritised), "experiment-prioritised")]
[JsonDerivedType(typeof(RunAdded), "run-added")]
[JsonDerivedType(typeof(RunEnded), "run-ended")]
[JsonDerivedType(typeof(RunCanceled), "run-canceled")]
[JsonDerivedType(typeof(RunAskedAgain), "run-asked-again")]
[JsonDerivedType(typeof(RunDeleted), "run-deleted")]
[JsonDerivedType(typeof(RunRestored), "run-restored")]
[JsonDerivedType(typeof(RunCollected), "run-collected")]
[JsonDerivedType(typeof(StageBecameReady), "stage-ready")]
[JsonDerivedType(typeof(AttemptStarted), "attempt-started")]
[JsonDerivedType(typeof(StageCommitted), "stage-committed")]
[JsonDerivedType(typeof(StageFailed), "stage-failed")]
[JsonDerivedType(typeof(AttemptFailed), "attempt-failed")]
[JsonDerivedType(typeof(AttemptInterrupted), "attempt-interrupted")]
[JsonDerivedType(typeof(AttemptCanceled), "attempt-canceled")]
[JsonDerivedType(typeof(ArtifactWithdrawn), "artifact-withdrawn")]
[JsonDerivedType(typeof(ResultRefused), "late-result")]
[JsonDerivedType(typeof(TagAdded), "tag-added")]
[JsonDerivedType(typeof(TagRemoved), "tag-removed")]
[JsonDerivedType(typeof(NoteAdded), "note-added")]
[JsonDerivedType(typeof(NoteRemoved), "note-removed")]
[JsonDerivedType(typeof(Archived), "archived")]
[JsonDerivedType(typeof(Unarchived), "unarchived")]
public abstract record PipelineEvent
{
    /// <summary>Id of the experiment that the event is about, or null.</summary>
    [JsonIgnore]
    public virtual Guid? AboutExperiment => null;

    /// <summary>Id of the run that the event is about, or null.</summary>
    [JsonIgnore]
    public virtual Guid? AboutRun => null;

    /// <summary>Id of the stage that the event is about, or null.</summary>
    [JsonIgnore]
    public virtual Guid? AboutStage => null;

    /// <summary>Name of the person who caused it; null where no person did.</summary>
    [JsonIgnore]
    public virtual string? Actor => null;
}
