using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Experiments.Specs;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Runs;

/// <summary>Makes and reads the option <c>--set key=value</c>, the same for every command that takes a spec.</summary>
internal static class SetOption
{
    /// <summary>Makes the option.</summary>
    public static Option<string[]> Build() => new("--set")
    {
        Description = "Set one key of the spec, e.g. --set train.epochs=4 or --set seeds=1,2,3; may be given several times",
        HelpName = "key=value",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => [],
    };

    /// <summary>Reads the overrides that were given; a relative path in one counts from the current folder.</summary>
    /// <param name="option">The option.</param>
    /// <param name="result">The command line.</param>
    /// <param name="session">The command.</param>
    /// <exception cref="PicieException">The option stands without a value.</exception>
    public static IReadOnlyList<string> Read(Option<string[]> option, ParseResult result, CommandSession session) =>
        result.GetResult(option) is { } given && given.IdentifierTokenCount > given.Tokens.Count
            ? throw new PicieException("usage", "--set needs a key and a value.", null, "For example --set train.epochs=4.", ProblemKind.Input)
            : OverridePaths.Absolute(result.GetRequiredValue(option), session.FullPath("."));
}
