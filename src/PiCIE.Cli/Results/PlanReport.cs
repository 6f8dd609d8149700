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
        return $"{plan.Experiment}: {Counted(plan.Runs.Count, "run")} = {string.Join(" + ", stages)}{already}";
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
        terminal.Draw(stages);
        WriteSettings(terminal, plan);
    }

    /// <summary>Writes every setting but the seeds, which the table of runs has.</summary>
    private static void WriteSettings(Terminal terminal, PlanDocument plan)
    {
        Table table = Tables.Of("", "~setting", "~value");
        foreach (ResolvedSetting setting in plan.Settings.Where(setting => !setting.Key.EndsWith(".seed", StringComparison.Ordinal)))
        {
            table.Row(setting.Changed ? "*" : "", setting.Key, setting.Value.ValueKind == JsonValueKind.String ? setting.Value.GetString()! : setting.Value.GetRawText());
        }

        terminal.Say("settings of every run; * differs from what method and preset give by themselves:");
        terminal.Draw(table);
    }

    private static string Counted(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";
}
