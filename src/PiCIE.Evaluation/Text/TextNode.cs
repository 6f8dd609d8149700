namespace PiCIE.Evaluation.Text;

/// <summary>A value of a YAML text with its place.</summary>
/// <param name="Place">Where it starts.</param>
public abstract record TextNode(TextPlace Place)
{
    /// <summary>What people call it, after "expected …, found".</summary>
    public abstract string Spoken { get; }
}
