namespace PiCIE.Evaluation.Text;

/// <summary>A list of values in a text.</summary>
/// <param name="Place">Place where it starts.</param>
/// <param name="Items">Its items.</param>
public sealed record TextList(TextPlace Place, IReadOnlyList<TextNode> Items) : TextNode(Place)
{
    /// <inheritdoc/>
    public override string Spoken => "a list";
}
