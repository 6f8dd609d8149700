using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Plans;

/// <summary>Makes the plan of a spec: one run for each combination of settings and each seed, and each stage that they need once.</summary>
public static class Planner
{
    /// <summary>Name of the split that is trained on.</summary>
    public const string TrainSplit = "train";

    /// <summary>Returns the names of the splits that the runs of a spec read, distinct, in order of use. The plan must know their facts.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="task">Its task.</param>
    /// <exception cref="InvalidTextException">The task has no such split, or the spec does not fit it otherwise.</exception>
    public static IReadOnlyList<string> NeededSplits(ExperimentSpec spec, SegmentationTask task) =>
        [.. TaskFit.Resolve(spec, task).SelectMany(SplitUse.Of).Select(use => use.Split).Distinct(StringComparer.Ordinal)];

    /// <summary>Returns the names of the splits that runs of a spec evaluate, distinct.</summary>
    /// <param name="spec">The spec.</param>
    public static IReadOnlyList<string> EvaluatedSplits(ExperimentSpec spec) =>
        [.. spec.Variants.SelectMany(variant => variant.Settings.Evaluate.Splits).Distinct(StringComparer.Ordinal)];

    /// <summary>Returns the files that the runs of a spec start from, distinct. The plan must know their contents.</summary>
    /// <param name="spec">The spec.</param>
    public static IReadOnlyList<StartFile> StartFiles(ExperimentSpec spec) =>
        [.. spec.Variants.Select(variant => StartFile.Of(variant.Settings)).OfType<StartFile>().Distinct()];

    /// <summary>Makes the plan of a spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="task">Its task.</param>
    /// <param name="facts">Facts of data and weights.</param>
    /// <exception cref="InvalidTextException">The spec does not fit task or data.</exception>
    public static Plan Plan(ExperimentSpec spec, SegmentationTask task, PlanFacts facts)
    {
        IReadOnlyList<RunSettings> fitted = TaskFit.Resolve(spec, task);
        DataFit.Check(spec, fitted, facts);
        StageList stages = new();
        PackPlanner packs = new(spec.Name, task, facts);
        RunList runs = new();
        (SpecVariant Variant, RunSettings Settings, SeedFreePlan SeedFree)[] variants =
            [.. spec.Variants.Zip(fitted, (variant, settings) => (variant, settings, new SeedFreePlan(settings, task, facts)))];

        // All combinations come with the first seed before any comes with the second: whoever waits for a comparison sees a whole one first.
        for (int turn = 0; turn < spec.Variants.Max(variant => variant.Seeds.Count); turn++)
        {
            foreach ((SpecVariant variant, RunSettings settings, SeedFreePlan seedFree) in variants.Where(one => turn < one.Variant.Seeds.Count))
            {
                runs.Add(new RunPlanner(spec.Name, variant, Seeded(settings, variant.Seeds[turn]), seedFree, packs, stages).Plan(), variant);
            }
        }

        SettingSpread spread = new(runs.Runs);
        return new Plan(runs.Runs, stages.Stages)
        {
            Settings = spread.Shared(runs.Runs, task.Classes?.Count),
            Varied = spread.Varied,
            EqualRuns = runs.EqualRuns,
        };
    }

    /// <summary>Returns the settings with their seeds. A run that clusters nothing afresh draws nothing from a seed of its own there.</summary>
    private static RunSettings Seeded(RunSettings settings, long seed) => settings with
    {
        Train = settings.Train with { Seed = seed },
        Cluster = settings.Cluster with { Seed = settings.Evaluate.Centroids == CentroidSource.Fresh ? settings.Cluster.Seed ?? seed : seed },
    };
}
