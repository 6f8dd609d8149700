namespace PiCIE.Evaluation;

/// <summary>
/// Reports that a task, a class table or a data folder is not as it must be. The message is one sentence that names the file or folder, the
/// value found and what is allowed.
/// </summary>
public sealed class TaskInputException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">A sentence that says what is wrong and where.</param>
    /// <param name="hint">A sentence that says what to do about it; null if the message says it.</param>
    public TaskInputException(string message, string? hint = null)
        : base(message) => Hint = hint;

    /// <summary>A sentence that says what to do about it; null if the message says it.</summary>
    public string? Hint { get; }
}
