using System.Text.Json;
using PiCIE.Cli.Terminals;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Documents;
using Spectre.Console;

namespace PiCIE.Cli.Results;

/// <summary>Writes the plan of a spec for people.</summary>
internal static class PlanReport
{
    private const int MostNamed = 8;

    /// <summary>Says in one line how many runs there are, how many stages of each kind, and how many of these are done.</summary>
    /// <param name="plan">The plan.</param>
    public static string Summary(PlanDocument plan)
    {
        IEnumerable<string> stages = Enum.GetValues<StageKind>()
            .Select(kind => (kind, count: plan.Stages.Count(stage => stage.Kind == kind)))
            .Where(pair => pair.count > 0)
            .Select(pair => $"{pair.count} {pair.kind.Word()}");
        int done = plan.Stages.Count(stage => stage.Done);
        string already = done == 0 ? "" : done == plan.Stages.Count ? ", all done already" : $", {done} done already";
        string equal = plan.EqualRuns.Count == 0 ? "" : $" ({plan.EqualRuns.Count} equal to one of them {(plan.EqualRuns.Count == 1 ? "is" : "are")} not made twice)";
        return $"{plan.Experiment}: {Counted(plan.Runs.Count, "run")}{equal} = {string.Join(" + ", stages)}{already}";
    }

    /// <summary>Writes runs and stages.</summary>
    /// <param name="terminal">Terminal that takes them.</param>
    /// <param name="plan">The plan.</param>
    public static void Write(Terminal terminal, PlanDocument plan)
    {
        terminal.Say(Summary(plan));
        Table runs = Tables.Of("~run", "config", ">train seed", ">cluster seed", "");
        foreach (PlannedRunDocument run in plan.Runs)
        {
            runs.Row(run.Name, run.ConfigId[..Math.Min(8, run.ConfigId.Length)], $"{run.Seeds.Train}", $"{run.Seeds.Cluster}", run.Known ? "there already" : "new");
        }

        Table stages = Tables.Of("~stage", "key", "status");
        foreach (PlannedStageDocument stage in plan.Stages)
        {
            stages.Row(stage.Title, stage.Key[..Math.Min(12, stage.Key.Length)], stage.Status.Word());
        }

        terminal.Draw(runs);
        WriteVaried(terminal, plan);
        terminal.Draw(stages);
        if (plan.Expected is { Stages: > 0 } expected)
        {
            ExpectedCost.Write(terminal, expected);
        }

        WriteSettings(terminal, plan);
    }

    /// <summary>Writes what a sweep varies, and which of its combinations come to a run of another one.</summary>
    private static void WriteVaried(Terminal terminal, PlanDocument plan)
    {
        IGrouping<string, string>[] varied =
            [.. plan.Runs.SelectMany(run => run.Settings).GroupBy(setting => setting.Key, setting => Word(setting.Value))];
        if (varied.Length > 0)
        {
            Table table = Tables.Of("~varied", "~values");
            foreach (IGrouping<string, string> setting in varied)
            {
                table.Row(setting.Key, Values([.. setting.Distinct()]));
            }

            terminal.Draw(table);
        }

        foreach (EqualRunDocument equal in plan.EqualRuns.Take(MostNamed))
        {
            terminal.Say($"{equal.Combination}, seed {equal.Seed}: the same run as {equal.Run}, made once");
        }

        if (plan.EqualRuns.Count > MostNamed)
        {
            terminal.Say($"and {plan.EqualRuns.Count - MostNamed} more combinations that are runs of others (--json names all)");
        }
    }

    private static string Values(IReadOnlyList<string> values) => values.Count <= MostNamed
        ? string.Join(", ", values)
        : $"{string.Join(", ", values.Take(MostNamed))} and {values.Count - MostNamed} more";

    private static string Word(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>Writes every setting but the seeds, which the table of runs has.</summary>
    private static void WriteSettings(Terminal terminal, PlanDocument plan)
    {
        Table table = Tables.Of("", "~setting", "~value");
        foreach (ResolvedSetting setting in plan.Settings.Where(setting => !setting.Key.EndsWith(".seed", StringComparison.Ordinal)))
        {
            table.Row(setting.Changed ? "*" : "", setting.Key, Word(setting.Value));
        }

        string whose = plan.Runs.Any(run => run.Settings.Count > 0) ? "settings that all runs share" : "settings of every run";
        terminal.Say($"{whose}; * differs from what method and preset give by themselves:");
        terminal.Draw(table);
    }

    private static string Counted(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
