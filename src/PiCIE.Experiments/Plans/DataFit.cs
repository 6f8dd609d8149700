using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Plans;

/// <summary>Refuses a number of clusters that the data cannot fill.</summary>
internal static class DataFit
{
    private const int FeatureStride = 4;

    /// <summary>Checks the numbers of clusters against the feature vectors that start k-means.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="fitted">Settings of its variants, fitted to the task.</param>
    /// <param name="facts">The data.</param>
    /// <exception cref="InvalidTextException">There are more clusters than feature vectors.</exception>
    public static void Check(ExperimentSpec spec, IReadOnlyList<RunSettings> fitted, PlanFacts facts)
    {
        List<TextProblem> problems = [];
        VariantProblems told = new(problems);
        foreach ((SpecVariant variant, RunSettings settings) in spec.Variants.Zip(fitted))
        {
            List<TextProblem> found = [];
            CheckClusters(settings, facts, new SpecComplaints(variant.Places, found));
            told.Add(found, variant.Swept);
        }

        if (problems.Count > 0)
        {
            throw new InvalidTextException(spec.Name, problems);
        }
    }

    private static void CheckClusters(RunSettings settings, PlanFacts facts, SpecComplaints complaints)
    {
        if (settings.Train.Training is PicieTraining training)
        {
            CheckRows("train.k", training.K!.Value, training.Kmeans, Planner.TrainSplit, settings, facts, complaints);
        }

        if (settings.Evaluate.Centroids == CentroidSource.Fresh)
        {
            ClusterSettings cluster = settings.Cluster;
            CheckRows("cluster.k", cluster.K!.Value, cluster.Kmeans, cluster.Split, settings, facts, complaints);
        }
    }

    private static void CheckRows(
        string key, int k, KMeansSettings kmeans, string split, RunSettings settings, PlanFacts facts, SpecComplaints complaints)
    {
        long side = settings.Preprocess.Resolution / FeatureStride;
        long photographs = Math.Min(facts.Splits[split].Photographs, (long)kmeans.BatchSize * kmeans.InitialBatches);
        long rows = Math.Min(photographs * side * side, settings.Switches.KmeansInitRows ?? long.MaxValue);
        if (k > rows)
        {
            complaints.Add(
                key,
                $"{key} is {k}, but k-means starts from {rows} feature vectors of split {split}; at most as many clusters are allowed",
                "lower it, or add photographs");
        }
    }
}
