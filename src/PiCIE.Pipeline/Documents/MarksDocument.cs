namespace PiCIE.Pipeline.Documents;

/// <summary>The document of <c>tag</c>, <c>note</c> and <c>archive</c>: what stands on each run or experiment now.</summary>
/// <param name="Marked">One entry for each name that was given, in their order.</param>
public sealed record MarksDocument(IReadOnlyList<MarkedThing> Marked);

/// <summary>A run, or an experiment as a whole, with what people wrote on it.</summary>
/// <param name="Name">Name of the experiment, or <c>experiment/run</c>.</param>
/// <param name="ExperimentId">Id of the experiment.</param>
/// <param name="RunId">Id of the run; null for an experiment.</param>
/// <param name="Tags">Its own tags.</param>
/// <param name="Notes">Its own notes, the oldest first.</param>
/// <param name="Archived">Time when it was archived (UTC); null where it is not.</param>
/// <param name="Changed">Whether this command changed something on it.</param>
public sealed record MarkedThing(
    string Name, Guid ExperimentId, Guid? RunId, IReadOnlyList<string> Tags, IReadOnlyList<NoteDocument> Notes, DateTimeOffset? Archived, bool Changed);

/// <summary>A note.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Person">Name of the person who wrote it.</param>
/// <param name="At">Time when it was written (UTC).</param>
/// <param name="Text">The text.</param>
public sealed record NoteDocument(Guid Id, string Person, DateTimeOffset At, string Text);
