namespace PiCIE.Pipeline;

/// <summary>
/// Recognises that a file of the program itself is missing. It comes as the same exception as a missing file of the person, and is no
/// trouble with that.
/// </summary>
public static class MissingPart
{
    /// <summary>Returns the error in words of a person; null where something else went wrong.</summary>
    /// <param name="exception">The exception that was thrown.</param>
    public static PicieException? Of(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (NameOf(cause) is { } name)
            {
                return new PicieException(
                    "missing-part", $"A part of picie is missing or damaged: {name}.", null, "Build it again: dotnet build -c Release",
                    ProblemKind.Environment, exception);
            }
        }

        return null;
    }

    private static string? NameOf(Exception exception) => exception switch
    {
        FileNotFoundException missing => Assembly(missing.FileName),
        FileLoadException refused => Assembly(refused.FileName),
        BadImageFormatException or DllNotFoundException => exception.Message.Split('\n')[0].TrimEnd('.'),
        _ => null,
    };

    /// <summary>
    /// Returns the name of the assembly that is missing. The loader names it in full, with its culture; whoever opens a file names a path.
    /// </summary>
    private static string? Assembly(string? name) =>
        name is not null && name.Contains(", Culture=", StringComparison.Ordinal) ? name.Split(',')[0] : null;
}
