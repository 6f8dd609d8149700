namespace PiCIE.Evaluation.Text;

/// <summary>One thing that is wrong with a spec or a task file.</summary>
/// <param name="Message">A sentence that says what is wrong and what is allowed.</param>
/// <param name="Place">Place of the problem.</param>
/// <param name="Key">The key with those above it ("train.epochs"); null where the text as a whole is meant.</param>
/// <param name="Hint">A sentence that says what to do ("did you mean epochs?"), or null.</param>
public sealed record TextProblem(string Message, TextPlace Place, string? Key, string? Hint)
{
    /// <summary>Line from 1; 0 for an override.</summary>
    public int Line => Place.Line;

    /// <summary>Column from 1; 0 for an override.</summary>
    public int Column => Place.Column;

    /// <summary>Returns the place, the message and the hint: "line 3, column 5: …; did you mean …?"</summary>
    public override string ToString() => Hint is null ? $"{Place}: {Message}" : $"{Place}: {Message}; {Hint}";
}
