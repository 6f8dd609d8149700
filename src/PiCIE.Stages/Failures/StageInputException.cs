namespace PiCIE.Stages.Failures;

/// <summary>The input of a stage is wrong; a person must correct it.</summary>
internal sealed class StageInputException(string message, string? hint) : Exception(message)
{
    /// <summary>What to do next, or null.</summary>
    public string? Hint { get; } = hint;
}
