using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Plans;

/// <summary>Fills in what the settings take from the task, and refuses a spec that does not fit it.</summary>
internal static class TaskFit
{
    /// <summary>Returns the settings of each variant with clusters and matching filled in, in the order of the variants.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="task">Its task.</param>
    /// <exception cref="InvalidTextException">A variant does not fit.</exception>
    public static IReadOnlyList<RunSettings> Resolve(ExperimentSpec spec, SegmentationTask task)
    {
        List<TextProblem> problems = [];
        VariantProblems told = new(problems);
        List<RunSettings> fitted = [];
        foreach (SpecVariant variant in spec.Variants)
        {
            List<TextProblem> found = [];
            SpecComplaints complaints = new(variant.Places, found);
            RunSettings settings = Filled(variant.Settings, task);
            CheckSplits(settings, task, complaints);
            CheckClusters(settings, task, complaints);
            told.Add(found, variant.Swept);
            fitted.Add(settings);
        }

        return problems.Count == 0 ? fitted : throw new InvalidTextException(spec.Name, problems);
    }

    private static RunSettings Filled(RunSettings settings, SegmentationTask task)
    {
        int? classes = task.Classes?.Count;
        return settings with
        {
            Train = settings.Train.Training is PicieTraining training
                ? settings.Train with { Training = training with { K = training.K ?? classes } }
                : settings.Train,
            Cluster = settings.Cluster with { K = settings.Cluster.K ?? classes },
            Evaluate = settings.Evaluate with { Matching = settings.Evaluate.Matching ?? task.Evaluate.Matching },
        };
    }

    private static void CheckSplits(RunSettings settings, SegmentationTask task, SpecComplaints complaints)
    {
        foreach (SplitUse use in SplitUse.Of(settings).Where(use => !task.Splits.ContainsKey(use.Split)))
        {
            string key = use.Evaluated ? "evaluate.splits" : use.Clustered && !use.Trained ? "cluster.split" : "method";
            string why = use.Trained && !use.Evaluated ? ", on which the method trains" : string.Empty;
            string? near = NearestName.Of(use.Split, task.Splits.Keys);
            complaints.Add(
                key,
                $"task {task.Name} has no split {use.Split}{why}; it has {string.Join(", ", task.Splits.Keys.Order(StringComparer.Ordinal))}",
                near is null ? null : $"did you mean {near}?");
        }
    }

    private static void CheckClusters(RunSettings settings, SegmentationTask task, SpecComplaints complaints)
    {
        bool fresh = settings.Evaluate.Centroids == CentroidSource.Fresh;
        if (settings.Train.Training is PicieTraining training)
        {
            CheckSet("train.k", training.K, task, complaints);
        }

        if (fresh)
        {
            CheckSet("cluster.k", settings.Cluster.K, task, complaints);
        }

        int? evaluated = fresh ? settings.Cluster.K : settings.TrainedClusters;
        if (settings.Evaluate.Matching == MatchingRule.Identity && task.Classes is { } classes && evaluated is { } k && k != classes.Count)
        {
            complaints.Add(
                "evaluate.matching",
                $"matching identity needs as many clusters as classes: {(fresh ? "cluster.k" : "train.k")} is {k}, task {task.Name} has {classes.Count} classes",
                "use hungarian or majority, or another k");
        }
    }

    private static void CheckSet(string key, int? k, SegmentationTask task, SpecComplaints complaints)
    {
        if (k is null)
        {
            complaints.Add(key, $"{key} is missing: task {task.Name} has no classes to take the number of clusters from", $"set {key} to a whole number of at least 2");
        }
        else if (k < 2)
        {
            complaints.Add(key, $"{key} is {k}, the classes of task {task.Name}; at least 2 clusters are needed", $"set {key}");
        }
    }
}
