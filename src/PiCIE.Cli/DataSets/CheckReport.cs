using System.Diagnostics;
using System.Globalization;
using PiCIE.Cli.Results;
using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Tools;
using Spectre.Console;

namespace PiCIE.Cli.DataSets;

/// <summary>Writes the findings of a check of a data set for people.</summary>
internal static class CheckReport
{
    private const int SizesShown = 5;

    /// <summary>Writes the report.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    /// <param name="task">The task.</param>
    /// <param name="output">Findings of the check.</param>
    public static void Write(Terminal terminal, SegmentationTask task, DataCheckOutput output)
    {
        foreach (CheckedSplit split in output.Splits)
        {
            string labels = split.Pixels.Count > 0 || split.Labels > 0 ? $", {Things(split.Labels, "label image")}" : ", no label images";
            terminal.Say($"{split.Split}: {Things(split.Photographs, "photograph")}{labels}, {Things(split.Bad.Count, "bad file")}");
            terminal.Say($"  sizes: {Sizes(split.Sizes)}");
            if (split.Turned.Count > 0)
            {
                terminal.Say($"  {Turned(split.Turned)}");
            }

            Notes(terminal, split);
        }

        if (task.Classes is { } classes && output.Splits.Any(split => split.Pixels.Count > 0))
        {
            terminal.Draw(Pixels(classes, output));
        }

        foreach (BadFile bad in output.Splits.SelectMany(split => split.Bad))
        {
            terminal.Say(BadFiles.Line(bad));
        }
    }

    private static void Notes(Terminal terminal, CheckedSplit split)
    {
        if (split.Unlabelled > 0)
        {
            terminal.Say($"  without a label image: {Things(split.Unlabelled, "photograph")}; training needs none, an evaluation of {split.Split} would");
        }

        foreach (LeftOutFiles left in split.LeftOut)
        {
            string more = left.Count > left.Examples.Count ? ", …" : "";
            terminal.Say($"  left out: {Sentence(left)}: {string.Join(", ", left.Examples)}{more}");
        }
    }

    private static string Sentence(LeftOutFiles left) => left.Reason switch
    {
        LeftOutReason.Ending => $"{Things(left.Count, "file")} with another ending than {string.Join(", ", ImageFolder.PhotographExtensions)}",
        LeftOutReason.Folder => $"{Things(left.Count, "folder")} with photographs, of which none is taken",
        LeftOutReason.NotInList => $"{Things(left.Count, "photograph")} that the list does not name",
        LeftOutReason.LabelAlone => $"{Things(left.Count, "label image")} without a photograph",
        _ => throw new UnreachableException(left.Reason.ToString()),
    };

    private static string Things(int count, string thing) => count == 1 ? $"1 {thing}" : $"{Count(count)} {thing}s";

    private static string Sizes(IReadOnlyList<PhotographSize> sizes)
    {
        string shown = string.Join(", ", sizes.Take(SizesShown).Select(size => $"{size.Width}×{size.Height} ({size.Count})"));
        return sizes.Count > SizesShown ? $"{shown} and {sizes.Count - SizesShown} others" : shown;
    }

    /// <summary>
    /// Says how many photographs are turned. A label image of the same size does not show on which pixels it was drawn, so a person must
    /// look.
    /// </summary>
    private static string Turned(IReadOnlyList<TurnedPhotographs> turned)
    {
        string each = string.Join(", ", turned.Select(one => $"{one.Count} with orientation {one.Orientation}"));
        return $"turned upright by EXIF: {each}; their label images must be drawn on the upright photographs, as annotation tools show them, not on the stored pixels";
    }

    private static Table Pixels(ClassTable classes, DataCheckOutput output)
    {
        CheckedSplit[] splits = [.. output.Splits.Where(split => split.Pixels.Count > 0)];
        Table table = Tables.Of(["class", .. splits.Select(split => $">{split.Split} pixels")]);
        foreach ((SegmentationClass @class, string name) in classes.Classes.Zip(ClassNames.Of(classes)))
        {
            table.Row([name, .. splits.Select(split => Count(split.Pixels[@class.Id]))]);
        }

        table.Row(["(ignored)", .. splits.Select(split => Count(split.IgnoredPixels))]);
        return table;
    }

    private static string Count(long pixels) => pixels.ToString("N0", CultureInfo.InvariantCulture);
}
