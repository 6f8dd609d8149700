namespace PiCIE.Experiments.Sweeps;

/// <summary>A value of a sweep that must be allowed for its key, whether a run has it or not.</summary>
/// <param name="Value">Key and value.</param>
/// <param name="Hint">A sentence that says what to do where it is not allowed; null leaves it to the reader of the key.</param>
internal sealed record TriedValue(SweptValue Value, string? Hint = null);
