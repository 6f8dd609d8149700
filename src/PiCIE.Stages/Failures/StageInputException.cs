namespace PiCIE.Stages.Failures;

/// <summary>Reports that the input of a stage is wrong and a person must correct it.</summary>
internal sealed class StageInputException(string message, string? hint) : Exception(message)
{
    /// <summary>A sentence that says what to do next, or null.</summary>
    public string? Hint { get; } = hint;
}
