using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>A key of a sweep with the values that it takes, in the order as written.</summary>
/// <param name="Key">The key with those above it ("cluster.k").</param>
/// <param name="Place">Place of the key.</param>
/// <param name="Values">At least one value; distinct.</param>
internal sealed record SweepAxis(string Key, TextPlace Place, IReadOnlyList<TextNode> Values)
{
    /// <summary>Returns the key with one of its values.</summary>
    /// <param name="index">Index of the value.</param>
    public SweptValue At(int index) => new(Key, Place, Values[index]);
}
