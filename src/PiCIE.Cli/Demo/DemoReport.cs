using PiCIE.Cli.Results;
using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline.Documents;
using Spectre.Console;

namespace PiCIE.Cli.Demo;

/// <summary>Writes the end of the demo for people: control against PiCIE, where the pictures are, what to try next.</summary>
internal static class DemoReport
{
    private const string Control = "frozen control";
    private const string Picie = "PiCIE";

    /// <summary>Writes the report.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    /// <param name="document">The two runs.</param>
    /// <param name="folder">Folder of the demo.</param>
    public static void Write(Terminal terminal, DemoDocument document, DemoFolder folder)
    {
        SplitMetrics frozen = document.Frozen.Metrics[document.Split];
        SplitMetrics picie = document.Picie.Metrics[document.Split];
        terminal.Say("");
        terminal.Say($"toy scenes, split {document.Split}, seed {document.Seed}, percent (the control is the same network, untrained):");
        Table table = Tables.Of("", ">accuracy", ">mean IoU");
        table.Row(Control, Figures.Percent(frozen.Accuracy), Figures.Percent(frozen.MeanIoU));
        table.Row(Picie, Figures.Percent(picie.Accuracy), Figures.Percent(picie.MeanIoU));
        table.Row("gain", Figures.Points(picie.Accuracy - frozen.Accuracy), Figures.Points(document.MeanIoUGain));
        terminal.Draw(table);
        PerClassTable.Write(terminal, document.Split, [(Control, frozen), (Picie, picie)]);
        WritePlaces(terminal, document);
        WriteNext(terminal, document, folder);
    }

    private static void WritePlaces(Terminal terminal, DemoDocument document)
    {
        foreach ((string name, RunDocument run) in new[] { (Control, document.Frozen), (Picie, document.Picie) })
        {
            if (run.Artifacts.TryGetValue(ArtifactNames.Overlays, out string? overlays))
            {
                terminal.Say($"overlay pictures of {name}, one zip a split: {overlays}");
            }
        }
    }

    private static void WriteNext(Terminal terminal, DemoDocument document, DemoFolder folder)
    {
        terminal.Say("");
        terminal.Say("What to try next (in a clone of the repository picie is eng/picie):");
        terminal.Say($"  picie demo --seed {document.Seed + 1}");
        terminal.Say($"  picie runs show {ShortIds.Of(document.Picie.Id)}");
        terminal.Say($"  picie run {ShellWord.Of(folder.PicieSpec)} --set name=longer --set train.epochs=12");
        terminal.Say($"  picie predict --run {ShortIds.Of(document.Picie.Id)} --out masks {ShellWord.Of(Path.Combine(folder.Scenes, "val"))}");
        terminal.Say("  your own photographs: experiments/folder.yaml");
    }
}
