using PiCIE.Cli.Results;
using PiCIE.Cli.Terminals;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Marks;

/// <summary>Writes for people what stands on runs and experiments after a command.</summary>
internal static class MarksReport
{
    /// <summary>Writes a line for each, and one for each note.</summary>
    /// <param name="terminal">Terminal that takes them.</param>
    /// <param name="document">What was marked.</param>
    /// <param name="onlyShows">Whether the command was to change nothing.</param>
    public static void Write(Terminal terminal, MarksDocument document, bool onlyShows = false)
    {
        foreach (MarkedThing marked in document.Marked)
        {
            string tags = marked.Tags.Count == 0 ? "no tags" : $"tags {string.Join(", ", marked.Tags)}";
            string archived = marked.Archived is null ? "" : $", archived {Figures.Time(marked.Archived)} (picie runs list --where 'archived = true' lists it)";
            terminal.Say($"{(marked.RunId is null ? "experiment" : "run")} {marked.Name}: {tags}{archived}{(marked.Changed || onlyShows ? "" : "; nothing changed")}");
            foreach (NoteDocument note in marked.Notes)
            {
                terminal.Say($"  {ShortIds.Of(note.Id)} {note.Person}, {Figures.Time(note.At)}: {note.Text.Replace("\n", "\n    ", StringComparison.Ordinal)}");
            }
        }
    }
}
