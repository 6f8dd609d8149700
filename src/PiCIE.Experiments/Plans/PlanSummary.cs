using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>Says in one line what a plan costs and what it shares.</summary>
public static class PlanSummary
{
    /// <summary>"3 runs = 3 preprocess + 3 train + 3 cluster + 3 evaluate, 2 already done".</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="done">Keys of stages that are done.</param>
    public static string Of(Plan plan, IReadOnlySet<string> done)
    {
        IEnumerable<string> kinds = plan.Stages
            .GroupBy(stage => stage.Kind)
            .OrderBy(kind => kind.Key)
            .Select(kind => $"{kind.Count()} {Word(kind.Key)}");
        int already = plan.Stages.Count(stage => done.Contains(stage.Key));
        string runs = plan.Runs.Count == 1 ? "1 run" : $"{plan.Runs.Count} runs";
        return $"{runs} = {string.Join(" + ", kinds)}{(already == 0 ? string.Empty : $", {already} already done")}";
    }

    private static string Word(StageKind kind) => kind.ToString().ToLowerInvariant();
}
