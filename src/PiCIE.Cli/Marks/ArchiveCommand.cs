using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Marks;

namespace PiCIE.Cli.Marks;

/// <summary>Builds <c>picie archive NAME… [--undo]</c>.</summary>
internal static class ArchiveCommand
{
    public static Command Build(CommandHost host)
    {
        Argument<string[]> names = new("NAME") { Description = MarkedName.Description, Arity = ArgumentArity.OneOrMore };
        Option<bool> undo = new("--undo") { Description = "Take them out of the archive" };
        Command command = new("archive", "Leave runs and experiments out of lists; nothing is deleted") { names, undo };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            MarksDocument document = await pipeline.AskAsync(new Archive(result.GetRequiredValue(names), result.GetValue(undo)), session.Stop);
            session.Give(document, terminal => MarksReport.Write(terminal, document));
            return ExitStatus.Done;
        });
        return command;
    }
}
