namespace PiCIE.Pipeline.Documents;

/// <summary>The document of <c>picie rm</c>: what was deleted or restored, or would be.</summary>
/// <param name="Changed">Whether it was done; false for a plan.</param>
/// <param name="Restored">Whether the runs are restored and not deleted.</param>
/// <param name="Runs">The runs, in the order in which they were named.</param>
/// <param name="Stages">Number of the stages that only these runs have.</param>
/// <param name="Bytes">Length of the artifacts of those stages.</param>
/// <param name="Until">Time until which deleted runs can be restored (UTC), counted from now for a plan; null where they are restored.</param>
public sealed record DeletionDocument(bool Changed, bool Restored, IReadOnlyList<DeletedRunDocument> Runs, int Stages, long Bytes, DateTimeOffset? Until);

/// <summary>A run that is deleted or restored.</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="Name">Its name within the experiment.</param>
/// <param name="Experiment">Name of the experiment.</param>
public sealed record DeletedRunDocument(Guid Id, string Name, string Experiment);
