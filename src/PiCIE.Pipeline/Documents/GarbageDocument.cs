namespace PiCIE.Pipeline.Documents;

/// <summary>The document of <c>picie gc</c>: what was taken away, or would be.</summary>
/// <param name="Removed">Whether it was taken away; false for a plan.</param>
/// <param name="Runs">Deleted runs whose time has passed.</param>
/// <param name="Stages">Number of the stages that only those runs had.</param>
/// <param name="Bytes">Length of the artifacts of those stages.</param>
/// <param name="Unnamed">Artifacts and checkpoints that nothing names, or whose stage is done without them.</param>
/// <param name="Aside">Length of what writers that died left in the store, in bytes.</param>
/// <param name="Recoverable">Deleted runs that can still be restored.</param>
/// <param name="WholeStore">Whether the whole store was looked at. A home of its own whose artifacts lie elsewhere may share that folder, and then only what its own rows named is taken away.</param>
public sealed record GarbageDocument(
    bool Removed,
    IReadOnlyList<GarbageRun> Runs,
    int Stages,
    long Bytes,
    IReadOnlyList<GarbageFiles> Unnamed,
    long Aside,
    IReadOnlyList<GarbageRun> Recoverable,
    bool WholeStore)
{
    /// <summary>Length of everything that is taken away, in bytes.</summary>
    public long TotalBytes => Bytes + Unnamed.Sum(files => files.Bytes) + Aside;
}

/// <summary>A deleted run.</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="Name">Its name within the experiment.</param>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="DeletedAt">Time when it was deleted (UTC).</param>
/// <param name="Until">Time until which it can be restored (UTC).</param>
public sealed record GarbageRun(Guid Id, string Name, string Experiment, DateTimeOffset DeletedAt, DateTimeOffset Until);

/// <summary>An artifact or a checkpoint that nothing names.</summary>
/// <param name="Address">Its place in the store: <c>train/0a1b…/01936f…</c>.</param>
/// <param name="Bytes">Length of its files.</param>
public sealed record GarbageFiles(string Address, long Bytes);
