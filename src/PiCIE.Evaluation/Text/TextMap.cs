namespace PiCIE.Evaluation.Text;

/// <summary>A map from keys to values.</summary>
/// <param name="Place">Place where it starts.</param>
/// <param name="Entries">Its entries; keys are distinct.</param>
public sealed record TextMap(TextPlace Place, IReadOnlyList<TextEntry> Entries) : TextNode(Place)
{
    /// <inheritdoc/>
    public override string Spoken => "a map of keys";

    /// <summary>Returns the value of a key, or null.</summary>
    /// <param name="key">The key.</param>
    public TextNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;
}
