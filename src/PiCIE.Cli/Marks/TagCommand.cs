using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Marks;

namespace PiCIE.Cli.Marks;

/// <summary>Builds <c>picie tag NAME… --add TAG --remove TAG</c>.</summary>
internal static class TagCommand
{
    public static Command Build(CommandHost host)
    {
        Argument<string[]> names = new("NAME") { Description = MarkedName.Description, Arity = ArgumentArity.OneOrMore };
        Option<string[]> add = Words("--add", "Add this tag; may be given several times");
        Option<string[]> remove = Words("--remove", "Remove this tag; may be given several times");
        Command command = new("tag", "Add tags to runs and experiments, or remove them") { names, add, remove };
        host.On(command, async (result, session) =>
        {
            (string[] added, string[] removed) = (Apart(result.GetRequiredValue(add)), Apart(result.GetRequiredValue(remove)));
            if (added.Length + removed.Length == 0)
            {
                throw new PicieException(
                    "usage", "No tag is given.", null, "For example picie tag camvid-picie/seed-1 --add best; --remove best takes it away again.", ProblemKind.Input);
            }

            await using LocalPipeline pipeline = LocalPipeline.On(session);
            MarksDocument document = await pipeline.AskAsync(new Tag(result.GetRequiredValue(names), added, removed), session.Stop);
            session.Give(document, terminal => MarksReport.Write(terminal, document));
            return ExitStatus.Done;
        });
        return command;
    }

    /// <summary>Returns tags that may be written with commas between them, each by itself: lists of tags are shown so.</summary>
    private static string[] Apart(IEnumerable<string> written) => [.. written.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries)).Distinct()];

    private static Option<string[]> Words(string name, string description) =>
        new(name) { Description = description, HelpName = "tag", Arity = ArgumentArity.OneOrMore, DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = false };
}
