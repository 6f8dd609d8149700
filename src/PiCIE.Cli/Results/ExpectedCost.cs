using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline.Documents;
using Spectre.Console;

namespace PiCIE.Cli.Results;

/// <summary>Writes what time and disk are expected of a plan, and on what that rests.</summary>
internal static class ExpectedCost
{
    /// <summary>Less than this says nothing beside stages whose disk is not known.</summary>
    private const long LeastBytes = 500_000;

    /// <summary>Writes a table by kind of stage, and a line for all of them together.</summary>
    /// <param name="terminal">Terminal that takes them.</param>
    /// <param name="expected">What is expected.</param>
    public static void Write(Terminal terminal, ExpectedCostDocument expected)
    {
        Table table = Tables.Of("expected", ">to do", ">time", ">disk", "~rests on");
        foreach (ExpectedKindDocument kind in expected.Kinds)
        {
            table.Row(
                kind.Kind.Word(),
                $"{kind.Stages}",
                Of(kind, kind.WithoutTime, Figures.Seconds(kind.Seconds)),
                Of(kind, kind.WithoutDisk, Figures.Memory(kind.Bytes)),
                Basis(kind));
        }

        terminal.Draw(table);
        terminal.Say(Sum(expected));
    }

    /// <summary>Says the sum of what is known; with a plus where some of the stages are not known.</summary>
    private static string Of(ExpectedKindDocument kind, int unknown, string sum) =>
        unknown == kind.Stages ? "not known" : unknown == 0 ? sum : $"{sum} + {unknown} not known";

    private static string Basis(ExpectedKindDocument kind)
    {
        string past = kind.LikeStages == 0
            ? "no stage like it has run here yet"
            : $"{Counted(kind.LikeStages, "like stage")}{(kind.WithoutTime == 0 ? "" : $"; none like {kind.WithoutTime} of them has run here yet")}";
        return kind.LikeStages == 0 && kind.WithoutDisk < kind.Stages ? $"{past}; disk from the size of its packs" : past;
    }

    private static string Sum(ExpectedCostDocument expected)
    {
        int unknown = expected.Kinds.Sum(kind => kind.WithoutTime);
        string work = Figures.Seconds(expected.DeviceSeconds);
        string slots = expected.Slots == 1 ? "1 slot" : $"{expected.Slots} slots";
        string time = unknown == expected.Stages ? "its time is not known"
            : unknown > 0 ? $"more than {work} of work ({unknown} of {Counted(expected.Stages, "stage")} not known)"
            : expected.Slots == 0 ? $"{work} of work, and no worker that is alive has a slot for it"
            : expected.Seconds is { } seconds ? $"about {Figures.Seconds(seconds)} in {slots} with nothing else in {(expected.Slots == 1 ? "it" : "them")}"
            : $"{work} of work, for some of which no worker that is alive has a slot";
        int blind = expected.Kinds.Sum(kind => kind.WithoutDisk);
        string disk = blind == expected.Stages || (blind > 0 && expected.Bytes < LeastBytes) ? "its disk is not known"
            : $"{(blind > 0 ? "more than" : "about")} {Figures.Memory(expected.Bytes)} of artifacts";
        return $"expected: {time}; {disk}";
    }

    private static string Counted(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
