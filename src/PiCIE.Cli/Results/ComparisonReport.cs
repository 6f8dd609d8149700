using System.Globalization;
using System.Text.Json;
using PiCIE.Cli.Terminals;
using PiCIE.Pipeline.Documents;
using Spectre.Console;

namespace PiCIE.Cli.Results;

/// <summary>Writes groups of replicates side by side for people: what they came to, and in which settings they differ.</summary>
internal static class ComparisonReport
{
    private const int ShownDigits = 8;

    /// <summary>Largest number of groups that stand beside one another; more stand below one another.</summary>
    private const int MostColumns = 4;

    /// <summary>Number of columns of a terminal from which two splits of figures fit beside one another.</summary>
    private const int ManyFigures = 100;

    /// <summary>Writes the comparison.</summary>
    /// <param name="terminal">Terminal that takes it.</param>
    /// <param name="document">The comparison.</param>
    public static void Write(Terminal terminal, ComparisonDocument document)
    {
        WriteFigures(terminal, document);
        if (document.ProtocolDifferences.Count > 0)
        {
            terminal.Say($"The protocols differ ({string.Join(", ", document.ProtocolDifferences)}): do not rank these figures against each other.");
        }

        if (document.Settings.Count == 0)
        {
            terminal.Say(document.Groups.Count == 1 ? "One group: runs of the same settings, seeds apart." : "No setting differs: the groups have other photographs or other code.");
            return;
        }

        terminal.Say("settings that differ:");
        terminal.Draw(document.Groups.Count <= MostColumns ? Beside(document) : Below(document));
    }

    private static void WriteFigures(Terminal terminal, ComparisonDocument document)
    {
        string[] splits = [.. document.Groups.SelectMany(group => group.Metrics.Keys).Distinct(StringComparer.Ordinal)];
        bool together = terminal.Width >= ManyFigures || splits.Length < 2;
        foreach (string[] shown in together ? [splits] : splits.Select(split => new[] { split }))
        {
            Table table = Tables.Of(["", "config", ">n", "~group", .. shown.SelectMany(split => new[] { $">{split} accuracy", $">{split} mean IoU" })]);
            foreach ((int index, ComparedGroup group) in document.Groups.Index())
            {
                table.Row([
                    Letter(index), group.ConfigId[..Math.Min(ShownDigits, group.ConfigId.Length)], group.N == group.Members ? Number(group.N) : $"{Number(group.N)} of {Number(group.Members)}",
                    Name(group), .. shown.SelectMany(split => group.Metrics.TryGetValue(split, out ComparedFigures? figures) ? new[] { Cell(figures.Accuracy), Cell(figures.MeanIoU) } : ["–", "–"])]);
            }

            terminal.Draw(table);
        }

        terminal.Say("Percent; mean ± sample deviation over all n trainings of the same settings, photographs and code, archived ones and those of other seeds too; – for the deviation of one.");
    }

    private static Table Beside(ComparisonDocument document)
    {
        Table table = Tables.Of(["~setting", .. document.Groups.Select((_, index) => $"~{Letter(index)}")]);
        foreach (ComparedSetting setting in document.Settings)
        {
            table.Row([setting.Key, .. setting.Values.Select(Word)]);
        }

        return table;
    }

    private static Table Below(ComparisonDocument document)
    {
        Table table = Tables.Of("", "~settings");
        foreach (int index in Enumerable.Range(0, document.Groups.Count))
        {
            table.Row(Letter(index), string.Join(", ", document.Settings.Where(setting => setting.Values[index] is not null).Select(setting => $"{setting.Key}={Word(setting.Values[index])}")));
        }

        return table;
    }

    private static string Name(ComparedGroup group) =>
        $"{group.Runs[0]}{(group.Runs.Count > 1 ? $" and {Number(group.Runs.Count - 1)} more" : "")}{(group.OlderCode ? ", older code" : "")}";

    private static string Cell(ComparedFigure figure) => $"{Figures.Percent(figure.Mean)} ± {Figures.Percent(figure.Std)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Letter(int index) => $"#{Number(index + 1)}";

    private static string Word(JsonElement? value) => value switch
    {
        null => "–",
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { } other => other.GetRawText(),
    };
}
