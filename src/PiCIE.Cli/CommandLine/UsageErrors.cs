using System.CommandLine;
using System.CommandLine.Parsing;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline;

namespace PiCIE.Cli.CommandLine;

/// <summary>Puts into words what is wrong with a command line: which word, what is allowed there, and what was most likely meant.</summary>
internal static class UsageErrors
{
    /// <summary>Returns the error of a command line; null where nothing is wrong with it.</summary>
    /// <param name="result">The command line, parsed.</param>
    public static PicieException? Of(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        if (UnknownCommand(result) is { } unknown)
        {
            return unknown;
        }

        if (UnknownOption(result) is { } option)
        {
            return Error(command, $"'{PathOf(command)}' knows no {option}.", Nearest(option, OptionsOf(command), near => near));
        }

        if (result.Errors.Count == 0)
        {
            return null;
        }

        return command.Subcommands.Count > 0
            ? Error(command, $"'{PathOf(command)}' needs a command: {string.Join(", ", Names(command))}.", "")
            : Error(command, string.Join(' ', result.Errors.Select(error => OneLine(error.Message)).Distinct(StringComparer.Ordinal)), Unquoted(result));
    }

    /// <summary>Returns the error of a word that stands where a command belongs and is none; null where there is no such word.</summary>
    /// <param name="result">The command line, parsed.</param>
    public static PicieException? UnknownCommand(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        string? word = command.Subcommands.Count > 0 ? result.UnmatchedTokens.FirstOrDefault(token => !IsOption(token)) : null;
        if (word is null)
        {
            return null;
        }

        string path = PathOf(command);
        return Error(
            command, $"'{path}' knows no command '{word}': {string.Join(", ", Names(command))}.", Nearest(word, Names(command), near => $"{path} {near}"));
    }

    private static IEnumerable<string> Names(Command command) => command.Subcommands.Select(each => each.Name);

    /// <summary>
    /// Returns the first word that looks like an option and is none. Words behind <c>--</c> are what they are, a number may be negative, and what an
    /// option takes may begin with one dash (<c>--sort -created</c>).
    /// </summary>
    private static string? UnknownOption(ParseResult result)
    {
        string? option = result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token.Type == TokenType.Argument && IsOption(token.Value) && !IsValue(result, token))?.Value;
        return option?.Split('=', ':')[0];
    }

    /// <summary>
    /// Returns how to write words that nothing takes together with the one before them: the shell took a text with spaces apart
    /// (<c>--set seeds=1, 2</c>). Empty where no word stands before them.
    /// </summary>
    private static string Unquoted(ParseResult result)
    {
        string[] left = [.. result.UnmatchedTokens];
        Token[] words = [.. result.Tokens];
        int first = left.Length == 0 ? -1 : Array.FindIndex(words, 0, word => word.Type == TokenType.Argument && word.Value == left[0]);
        if (first < 1 || words[first - 1].Type != TokenType.Argument)
        {
            return "";
        }

        int count = left.Zip(words.Skip(first)).TakeWhile(pair => pair.First == pair.Second.Value).Count();
        string text = ShellWord.Of(string.Join(' ', words.Skip(first - 1).Take(count + 1).Select(word => word.Value)));
        string option = first > 1 && words[first - 2].Type == TokenType.Option ? $"{words[first - 2].Value} " : "";
        return $"A text with spaces stands in quotes: {option}{text}. ";
    }

    private static bool IsValue(ParseResult result, Token word) => !word.Value.StartsWith("--", StringComparison.Ordinal)
        && result.CommandResult.Children.OfType<OptionResult>().Any(option => option.Tokens.Any(token => ReferenceEquals(token, word)));

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && (word[1] == '-' || char.IsAsciiLetter(word[1]));

    private static IEnumerable<string> OptionsOf(Command command) =>
        Upwards(command).SelectMany((at, height) => at.Options.Where(option => height == 0 || option.Recursive)).Select(option => option.Name);

    private static string Nearest(string word, IEnumerable<string> known, Func<string, string> write) =>
        NearestName.Of(word, known) is { } near ? $"Did you mean '{write(near)}'? " : "";

    private static PicieException Error(Command command, string sentence, string meant) =>
        new("usage", sentence, null, $"{meant}'{PathOf(command)} --help' says what is possible.", ProblemKind.Input);

    private static string OneLine(string message) =>
        string.Join(' ', message.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static string PathOf(Command command) =>
        string.Join(' ', Upwards(command).Select(at => at is RootCommand ? "picie" : at.Name).Reverse());

    private static IEnumerable<Command> Upwards(Command command)
    {
        for (Command? at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            yield return at;
        }
    }
}
