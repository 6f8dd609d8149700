namespace PiCIE.Evaluation.Text;

/// <summary>Says where a value of a spec was written.</summary>
/// <param name="Line">Line from 1, or 0 for an override.</param>
/// <param name="Column">Column from 1, or 0 for an override.</param>
/// <param name="Override">The override as given ("--set train.epochs=4"); null for the text.</param>
public readonly record struct TextPlace(int Line, int Column, string? Override = null)
{
    /// <summary>Returns "line 3, column 5", or the override.</summary>
    public override string ToString() => Override ?? $"line {Line}, column {Column}";
}
