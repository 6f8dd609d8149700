using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Experiments.Specs;

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
    public static IReadOnlyList<string> Read(Option<string[]> option, ParseResult result, CommandSession session) =>
        OverridePaths.Absolute(result.GetRequiredValue(option), session.FullPath("."));
}
