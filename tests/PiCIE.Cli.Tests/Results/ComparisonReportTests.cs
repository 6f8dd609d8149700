using System.Text.Json;
using PiCIE.Cli.Results;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Tests.Results;

public sealed class ComparisonReportTests
{
    private static readonly ComparisonDocument TwoGroups = new(
        [
            Group("aaaaaaaaaaaaaaaa", "camvid-picie/seed-1,train.learningRate=3e-4", 3, 5, (41.25, 1.5)) with { OlderCode = true },
            Group("bbbbbbbbbbbbbbbb", "camvid-picie/seed-1,train.learningRate=5e-4", 1, 1, (43.5, null)),
        ],
        [
            new("train.learningRate", [Value(3e-4), Value(5e-4)]),
            new("train.labels", [null, Value("online")]),
        ],
        ["k"]);

    [Fact]
    public void Groups_stand_with_n_mean_and_deviation_and_settings_beside_one_another()
    {
        CapturedTerminal terminal = new();
        ComparisonReport.Write(terminal.Terminal, TwoGroups);
        terminal.Out.ShouldBeExpected("comparison");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal_and_every_figure_stays_whole(int columns)
    {
        CapturedTerminal terminal = new(columns);
        ComparisonReport.Write(terminal.Terminal, TwoGroups with { ProtocolDifferences = [], Groups = [.. TwoGroups.Groups.Select(WithTest)] });

        string[] drawn = [.. terminal.Out.Split('\n').TakeWhile(line => !line.StartsWith("Percent", StringComparison.Ordinal))];
        drawn.ShouldAllBe(line => line.Length <= columns);
        terminal.Out.ShouldContain("41.25 ± 1.50");
        terminal.Out.ShouldContain("51.25 ± 1.50");
        terminal.Out.ShouldContain("3 of 5");
        terminal.Out.ShouldContain("43.50 ± –");

        static ComparedGroup WithTest(ComparedGroup group) => group with
        {
            Metrics = new Dictionary<string, ComparedFigures>(group.Metrics) { ["test"] = new(new(51.25, 1.5, 3), new(20, 1, 3)) },
        };
    }

    [Fact]
    public void Many_groups_stand_below_one_another()
    {
        ComparedGroup[] groups = [.. Enumerable.Range(0, 12).Select(index => Group($"{index:x16}", $"swept/k={index}", 1, 1, (index, null)))];
        CapturedTerminal terminal = new(60);

        ComparisonReport.Write(terminal.Terminal, new ComparisonDocument(groups, [new("cluster.k", [.. groups.Select((_, index) => Value(index))])], []));

        terminal.Out.ShouldContain("cluster.k=11");
        terminal.Out.Split('\n').Where(line => !line.StartsWith("Percent", StringComparison.Ordinal)).ShouldAllBe(line => line.Length <= 60);
    }

    private static ComparedGroup Group(string config, string name, int n, int members, (double Mean, double? Std) figure) => new(
        config, [name, .. Enumerable.Range(2, members - 1).Select(seed => $"camvid-picie/seed-{seed}")], n, members,
        new Dictionary<string, ComparedFigures> { ["val"] = new(new(figure.Mean, figure.Std, n), new(figure.Mean / 2, figure.Std, n)) });

    private static JsonElement? Value<T>(T value) => JsonSerializer.SerializeToElement(value);
}
