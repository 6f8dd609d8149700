namespace PiCIE.Evaluation.Text;

/// <summary>One key of a map with its value.</summary>
/// <param name="Place">Where the key stands.</param>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public sealed record TextEntry(TextPlace Place, string Key, TextNode Value);
