using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>A condition of <c>sweep.when</c>: a key is swept only where another key has one of some values.</summary>
/// <param name="Key">The key that is swept.</param>
/// <param name="Other">The other key.</param>
/// <param name="Place">Place of the condition.</param>
/// <param name="Values">The values of the other key.</param>
internal sealed record SweepCondition(string Key, string Other, TextPlace Place, IReadOnlyList<TextNode> Values)
{
    private readonly HashSet<string> _allowed = [.. Values.Select(CanonicalText.Of)];

    /// <summary>Returns whether the other key has one of the values.</summary>
    /// <param name="value">Value of the other key.</param>
    public bool HoldsFor(TextNode value) => _allowed.Contains(CanonicalText.Of(value));
}
