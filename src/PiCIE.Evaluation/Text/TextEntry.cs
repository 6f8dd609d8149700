namespace PiCIE.Evaluation.Text;

/// <summary>One key of a map with its value.</summary>
/// <param name="Place">Place of the key.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public sealed record TextEntry(TextPlace Place, string Key, TextNode Value);
