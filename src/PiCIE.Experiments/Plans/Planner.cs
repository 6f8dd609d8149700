using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Plans;

/// <summary>Makes the plan of a spec: one run a seed, and each stage that they need once.</summary>
public static class Planner
{
    /// <summary>Name of the split that is trained on.</summary>
    public const string TrainSplit = "train";

    /// <summary>Returns the names of the splits that the runs of a spec read, distinct, in order of use. The plan must know their facts.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="task">Its task.</param>
    /// <exception cref="InvalidTextException">The task has no such split, or the spec does not fit it otherwise.</exception>
    public static IReadOnlyList<string> NeededSplits(ExperimentSpec spec, SegmentationTask task) =>
        [.. SplitUse.Of(TaskFit.Resolve(spec, task)).Select(use => use.Split)];

    /// <summary>Makes the plan of a spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="task">Its task.</param>
    /// <param name="facts">Facts of data and weights.</param>
    /// <exception cref="InvalidTextException">The spec does not fit task or data.</exception>
    public static Plan Plan(ExperimentSpec spec, SegmentationTask task, PlanFacts facts)
    {
        RunSettings settings = TaskFit.Resolve(spec, task);
        DataFit.Check(spec, settings, facts);
        StageList stages = new();
        PackPlanner packs = new(spec.Name, task, facts);
        SeedFreePlan seedFree = new(settings, task, facts);
        List<PlannedRun> runs = [];
        foreach (long seed in spec.Seeds)
        {
            RunSettings seeded = settings with
            {
                Train = settings.Train with { Seed = seed },
                Cluster = settings.Cluster with { Seed = settings.Cluster.Seed ?? seed },
            };
            runs.Add(new RunPlanner(spec.Name, seeded, facts, seedFree, packs, stages).Plan());
        }

        return new Plan(runs, stages.Stages) { Settings = SettingDifferences.Marked(runs[0].Settings, task.Classes?.Count) };
    }
}
