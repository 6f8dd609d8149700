using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;

namespace PiCIE.Experiments.Plans;

/// <summary>Refuses a number of clusters that the data cannot fill, and batches of one photograph that have no variance.</summary>
internal static class DataFit
{
    private const int FeatureStride = 4;

    /// <summary>Largest side of a photograph of which the network's deepest map is one pixel, so that one photograph gives its batch norms one value.</summary>
    private const int OnePixelSide = 32;

    /// <summary>Checks the numbers of clusters against the feature vectors that start k-means, and the batches of a training against its photographs.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="fitted">Settings of its variants, fitted to the task.</param>
    /// <param name="facts">The data.</param>
    /// <exception cref="InvalidTextException">There are more clusters than feature vectors, or a batch is left with one photograph of one pixel.</exception>
    public static void Check(ExperimentSpec spec, IReadOnlyList<RunSettings> fitted, PlanFacts facts)
    {
        List<TextProblem> problems = [];
        VariantProblems told = new(problems);
        foreach ((SpecVariant variant, RunSettings settings) in spec.Variants.Zip(fitted))
        {
            List<TextProblem> found = [];
            SpecComplaints complaints = new(variant.Places, found);
            CheckClusters(settings, facts, complaints);
            CheckBatches(settings, facts, complaints);
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

    private static void CheckBatches(RunSettings settings, PlanFacts facts, SpecComplaints complaints)
    {
        int side = settings.Preprocess.Resolution, photographs = facts.Splits[Planner.TrainSplit].Photographs;
        if (side > OnePixelSide || settings.Train.Training is not PicieTraining training)
        {
            return;
        }

        CheckBatch("train.batchSize", training.BatchSize, side, photographs, complaints);
        if (settings.Switches.KmeansBn == KMeansBatchNorm.Train)
        {
            CheckBatch("train.kmeans.batchSize", training.Kmeans.BatchSize, side, photographs, complaints);
        }
    }

    private static void CheckBatch(string key, int batch, int side, int photographs, SpecComplaints complaints)
    {
        if (Math.Min(batch, photographs) == 1 || photographs % batch == 1)
        {
            complaints.Add(
                key,
                $"{key} is {batch}, which leaves a batch of one of {photographs} photographs, and at preprocess.resolution {side} batch norm has no variance of one value",
                $"take one that leaves no batch of one photograph, or a preprocess.resolution above {OnePixelSide}");
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
