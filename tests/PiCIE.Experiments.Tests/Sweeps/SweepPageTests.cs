using System.Text.RegularExpressions;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Tests.Sweeps;

/// <summary>The examples of docs/sweeps.md make the runs and stages that stand above them.</summary>
public sealed partial class SweepPageTests
{
    private static readonly string Page = TextFile.Read(Path.Combine(Repository.Root, "docs", "sweeps.md"));

    public static TheoryData<string> Examples => [.. Example().Matches(Page).Select(match => match.Groups["text"].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_example_has_the_runs_and_stages_that_it_says(string text)
    {
        Plan plan = Samples.Plan(Samples.Least + "\n" + text);

        string stages = string.Join(" + ", Enum.GetValues<StageKind>().Select(kind => $"{plan.Stages.Count(stage => stage.Kind == kind)} {kind.Word()}"));
        text.Split('\n')[0].ShouldBe($"# {plan.Runs.Count} runs = {stages}");
        plan.EqualRuns.ShouldBeEmpty();
    }

    [Fact]
    public void There_are_examples_of_every_form() => string.Concat(Examples.Select(row => row.Data)).ShouldSatisfyAllConditions(
        text => text.ShouldContain("grid:"), text => text.ShouldContain("list:"), text => text.ShouldContain("random:"), text => text.ShouldContain("when:"),
        _ => Examples.Count.ShouldBe(6));

    [Fact]
    public void Each_command_of_the_page_changes_the_sweep()
    {
        string[] settings = [.. Command().Matches(Page).Select(match => match.Groups["setting"].Value.Trim('"'))];

        settings.Select(setting => Samples.Read(Samples.Swept, setting).Variants.Count).ShouldBe([6, 2, 1]);
    }

    [Fact]
    public void The_page_names_the_limit() => Page.ShouldContain(FormattableString.Invariant($"at most {SpecReader.MostRuns:N0} runs"));

    [GeneratedRegex("```yaml\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("^picie run SPEC --set (?<setting>.*)$", RegexOptions.Multiline)]
    private static partial Regex Command();
}
