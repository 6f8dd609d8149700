using System.Globalization;
using PiCIE.Cli.Results;
using PiCIE.Cli.Terminals;
using PiCIE.Experiments.Tools;
using Spectre.Console;

namespace PiCIE.Cli.Predictions;

/// <summary>Writes a prediction for people.</summary>
internal static class PredictionReport
{
    private const int SharesShown = 4;

    /// <summary>Writes the report.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    /// <param name="document">Document of the prediction.</param>
    /// <param name="folder">Folder that holds the files.</param>
    public static void Write(Terminal terminal, PredictionDocument document, string folder)
    {
        foreach (BadFile bad in document.Bad)
        {
            terminal.Say(BadFiles.Line(bad));
        }

        if (document.Photographs.Count == 0)
        {
            terminal.Say("No photograph was segmented.");
            return;
        }

        Table table = Tables.Of("photograph", ">size", $"largest {document.Ids}");
        foreach (PredictedFile file in document.Photographs)
        {
            IEnumerable<string> shares = file.Shares.Take(SharesShown)
                .Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Name} {share.Percent:0} %"));
            table.Row(Path.GetFileName(file.Photograph), $"{file.Width}×{file.Height}", string.Join(", ", shares));
        }

        terminal.Draw(table);
        terminal.Say($"ids of {document.Ids}: {Path.Combine(folder, PredictToolSettings.MasksFolder)}");
        terminal.Say($"pictures: {Path.Combine(folder, PredictToolSettings.OverlaysFolder)}");
    }
}
