using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Events;

namespace PiCIE.Pipeline.Feeds;

/// <summary>
/// Says for each type of event who may see it and which of its fields. What is not named here stays inside: words of a failure may name folders of a
/// machine, a note that was removed is not to be read any more.
/// </summary>
/// <param name="Audience">Who may see it.</param>
/// <param name="Fields">The public fields beside what it is about; null where there are none.</param>
internal sealed record PublicEvent(EventAudience Audience, IReadOnlyDictionary<string, object?>? Fields = null)
{
    private static readonly PublicEvent Hidden = new(EventAudience.None);
    private static readonly PublicEvent Plain = new(EventAudience.Everyone);

    /// <summary>Returns the public side of an event.</summary>
    /// <param name="happened">The event.</param>
    public static PublicEvent Of(PipelineEvent happened) => happened switch
    {
        ExperimentSubmitted submitted => With(("revision", submitted.Revision)),
        ExperimentPaused paused => With(("stopsWork", paused.StopsWork)),
        ExperimentPrioritised prioritised => With(("priority", prioritised.Priority)),
        ExperimentResumed or RunAdded or RunCanceled or RunAskedAgain or RunDeleted or RunRestored or RunCollected or StageBecameReady => Plain,
        RunEnded ended => With(("status", ended.Status.Word())),
        AttemptStarted started => With(("attempt", started.Attempt)),
        StageCommitted done => With(("attempt", done.Attempt), ("seconds", done.Seconds)),
        StageFailed failed => With(("attempt", failed.Attempt), ("seconds", failed.Seconds), ("failure", failed.Failure.Kind.Word())),
        AttemptFailed failed => With(("attempt", failed.Attempt), ("seconds", failed.Seconds), ("failure", failed.Failure.Kind.Word())),
        AttemptInterrupted stopped => With(("attempt", stopped.Attempt), ("seconds", stopped.Seconds)),
        AttemptCanceled canceled => With(("attempt", canceled.Attempt), ("seconds", canceled.Seconds)),
        ArtifactWithdrawn => Plain,
        ResultRefused late => With(("attempt", late.Attempt), ("newest", late.Newest)),
        TagAdded tag => With(("tag", tag.Tag)),
        TagRemoved tag => With(("tag", tag.Tag)),
        NoteAdded note => With(("note", note.Note)),
        NoteRemoved note => With(("note", note.Note)),
        Archived or Unarchived => Plain,
        _ => Hidden,
    };

    private static PublicEvent With(params (string Name, object? Value)[] fields) =>
        new(EventAudience.Everyone, fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));
}
