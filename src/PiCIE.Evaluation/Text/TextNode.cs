namespace PiCIE.Evaluation.Text;

/// <summary>A value of a YAML or JSON text with its place.</summary>
/// <param name="Place">Place where it starts.</param>
public abstract record TextNode(TextPlace Place)
{
    /// <summary>The words that a message has for it after "expected …, found".</summary>
    public abstract string Spoken { get; }
}
