using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline.Collecting;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Collecting;

/// <summary>Builds <c>picie gc [--yes]</c>.</summary>
internal static class CollectCommand
{
    public static Command Build(CommandHost host)
    {
        Option<bool> yes = new("--yes") { Description = "Take it away; without this nothing is changed and the plan is shown" };
        Command command = new("gc", "Take away runs that were deleted a week ago, and files that no run needs") { yes };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            GarbageDocument document = await pipeline.AskAsync(new CollectGarbage(Plan: !result.GetValue(yes)), session.Stop);
            session.Give(document, terminal => CollectingWords.Of(document).ToList().ForEach(terminal.Say));
            return ExitStatus.Done;
        });
        return command;
    }
}
