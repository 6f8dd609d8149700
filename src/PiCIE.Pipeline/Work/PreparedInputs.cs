using PiCIE.Experiments.Failures;

namespace PiCIE.Pipeline.Work;

/// <summary>The result of looking at the inputs of a stage.</summary>
internal abstract record PreparedInputs
{
    /// <summary>All inputs are there and whole.</summary>
    /// <param name="Paths">Absolute paths by role.</param>
    public sealed record Whole(IReadOnlyDictionary<string, string> Paths) : PreparedInputs;

    /// <summary>An input is missing or damaged.</summary>
    /// <param name="Source">The stage that made it; null for stored start weights.</param>
    /// <param name="Sentence">A sentence that says what is wrong with it.</param>
    public sealed record Damaged(Guid? Source, string Sentence) : PreparedInputs;

    /// <summary>The inputs cannot be read, whatever they are: their disk or mount gives no service.</summary>
    /// <param name="Failure">What is wrong with the surroundings.</param>
    public sealed record OutOfReach(Failure Failure) : PreparedInputs;

    /// <summary>A stage that makes an input is not done, so the job is stale.</summary>
    public sealed record NotDone : PreparedInputs;
}
