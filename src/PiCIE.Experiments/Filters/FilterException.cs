namespace PiCIE.Experiments.Filters;

/// <summary>Reports that a text is no filter, or no order of a list. Trying again gives the same.</summary>
/// <param name="column">Column at which it goes wrong, from 1.</param>
/// <param name="sentence">A sentence that says what stands there and what is allowed.</param>
/// <param name="hint">What was most likely meant, or null.</param>
public sealed class FilterException(int column, string sentence, string? hint = null) : Exception(sentence)
{
    /// <summary>Column at which it goes wrong, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>A sentence that says what was most likely meant, or what to do; null without one.</summary>
    public string? Hint { get; } = hint;
}
