using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Marks;
using PiCIE.Pipeline.Collecting;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Collecting;

/// <summary>Builds <c>picie rm NAME… [--undo] [--yes]</c>.</summary>
internal static class RemoveCommand
{
    public static Command Build(CommandHost host)
    {
        Argument<string[]> names = new("NAME") { Description = MarkedName.Description, Arity = ArgumentArity.OneOrMore };
        Option<bool> undo = new("--undo") { Description = "Restore what was deleted and not taken away by picie gc" };
        Option<bool> yes = new("--yes") { Description = "Do it; without this nothing is changed and the plan is shown" };
        Command command = new("rm", "Delete archived runs: they leave every list at once and can be restored for a week") { names, undo, yes };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            string[] named = result.GetRequiredValue(names);
            // Restoring loses nothing, so it asks for no second word.
            bool restore = result.GetValue(undo);
            DeletionDocument document = await pipeline.AskAsync(new DeleteRuns(named, restore, Plan: !restore && !result.GetValue(yes)), session.Stop);
            session.Give(document, terminal => CollectingWords.Of(document, named).ToList().ForEach(terminal.Say));
            return ExitStatus.Done;
        });
        return command;
    }
}
