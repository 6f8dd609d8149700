using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Tools;

namespace PiCIE.Cli.DataSets;

/// <summary>Writes for people what <c>picie data init</c> found, guessed and wrote.</summary>
internal static class InitReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    /// <param name="document">Document of what was found and written.</param>
    public static void Write(Terminal terminal, InitDocument document)
    {
        if (document.Labels is { } labels)
        {
            terminal.Say($"{labels.Labels} label images: {string.Join("; ", labels.Encodings.Select(found => $"{found.Name} ({found.Count})"))}");
            terminal.Say($"  values: {string.Join(", ", labels.Ids.Select(Id))}");
        }

        terminal.Say("Guessed:");
        foreach (string guess in document.Guesses)
        {
            terminal.Say($"  {guess}");
        }

        terminal.Say($"Written in {document.Folder}: {string.Join(", ", document.Written)}");
        string first = document.Labels is null ? "" : "name the classes, then ";
        terminal.Say($"Next: {first}picie data check {ShellWord.Of(document.Spec)}, then picie run {ShellWord.Of(document.Spec)}");
    }

    private static string Id(FoundId id) => $"{id.Raw} ({id.Images})";
}
