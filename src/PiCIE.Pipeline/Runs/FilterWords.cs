using PiCIE.Experiments.Filters;

namespace PiCIE.Pipeline.Runs;

/// <summary>Tells a person what is wrong with a filter or an order.</summary>
internal static class FilterWords
{
    /// <summary>Reads a text.</summary>
    /// <param name="name">Name of the option that it was given in.</param>
    /// <param name="text">The text.</param>
    /// <param name="read">Reads it.</param>
    /// <typeparam name="T">What it is.</typeparam>
    /// <exception cref="PicieException">It is wrong; the place names the column.</exception>
    public static T Read<T>(string name, string text, Func<string, T> read)
    {
        try
        {
            return read(text);
        }
        catch (FilterException exception)
        {
            throw new PicieException("bad-filter", exception.Message, $"{name}, column {exception.Column}", exception.Hint ?? "docs/filters.md has the language.", ProblemKind.Input, exception);
        }
    }
}
