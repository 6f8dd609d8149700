using System.CommandLine;
using PiCIE.Cli.CommandLine;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Marks;

namespace PiCIE.Cli.Marks;

/// <summary>Builds <c>picie note NAME [TEXT] [--remove NOTE]</c>.</summary>
internal static class NoteCommand
{
    public static Command Build(CommandHost host)
    {
        Argument<string> name = new("NAME") { Description = MarkedName.Description };
        Argument<string?> text = new("TEXT") { Description = "The note; without it the notes are shown", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> remove = new("--remove") { Description = "Remove the note with this id", HelpName = "id" };
        Command command = new("note", "Write a note on a run or an experiment, or remove one") { name, text, remove };
        host.On(command, async (result, session) =>
        {
            await using LocalPipeline pipeline = LocalPipeline.On(session);
            MarksDocument document = await pipeline.AskAsync(new WriteNote(result.GetRequiredValue(name), result.GetValue(text), result.GetValue(remove)), session.Stop);
            bool onlyShows = result.GetValue(text) is null && result.GetValue(remove) is null;
            session.Give(document, terminal => MarksReport.Write(terminal, document, onlyShows));
            return ExitStatus.Done;
        });
        return command;
    }
}
