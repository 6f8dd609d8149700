namespace PiCIE.Evaluation.Text;

/// <summary>A single value: a text, number or word.</summary>
/// <param name="Place">Place where it starts.</param>
/// <param name="Value">Its text.</param>
/// <param name="Plain">Whether it stands without quotes; a quoted number is a text.</param>
public sealed record TextScalar(TextPlace Place, string Value, bool Plain) : TextNode(Place)
{
    /// <summary>Whether it holds no value (<c>key:</c>, <c>~</c> or <c>null</c>).</summary>
    public bool Empty => Plain && Value is "" or "~" or "null" or "Null" or "NULL";

    /// <inheritdoc/>
    public override string Spoken => Empty ? "nothing" : Plain ? Shortened : $"the text \"{Shortened}\"";

    private string Shortened => UnseenCharacters.Spelled(Value.Length <= 60 ? Value : Value[..60] + "…");
}
