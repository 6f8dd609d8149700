namespace PiCIE.Pipeline.Work;

/// <summary>What looking at the inputs of a stage gave.</summary>
internal abstract record PreparedInputs
{
    /// <summary>All are there and whole.</summary>
    /// <param name="Paths">Absolute paths by role.</param>
    public sealed record Whole(IReadOnlyDictionary<string, string> Paths) : PreparedInputs;

    /// <summary>One is missing or damaged.</summary>
    /// <param name="Source">The stage that made it; null for stored start weights.</param>
    /// <param name="Sentence">What is wrong with it.</param>
    public sealed record Damaged(Guid? Source, string Sentence) : PreparedInputs;

    /// <summary>A stage that makes one is not done: the job is stale.</summary>
    public sealed record NotDone : PreparedInputs;
}
