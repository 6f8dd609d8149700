using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>One combination of a sweep: a value for each key that it sets, in the order as written.</summary>
/// <param name="Values">The values; keys are distinct.</param>
internal sealed record SweepPoint(IReadOnlyList<SweptValue> Values)
{
    /// <summary>Returns the tree of the spec with the values; each replaces the one that the spec sets itself.</summary>
    /// <param name="tree">The tree.</param>
    public TextMap PutInto(TextMap tree) => Values.Aggregate(tree, (put, value) => TextPaths.Put(put, value.Key.Split('.'), value.Value, value.Place));
}
