using System.Diagnostics;
using PiCIE.Experiments.Settings;
using PiCIE.Segmentation.Clustering;
using GroupTail = PiCIE.Segmentation.Clustering.GroupTail;
using KMeansBatchNorm = PiCIE.Segmentation.Clustering.KMeansBatchNorm;

namespace PiCIE.Stages;

/// <summary>Translates the k-means of a spec into the options of the library, for trainings and for fresh clusterings.</summary>
internal static class KMeansTranslation
{
    /// <summary>Returns the options of the library.</summary>
    /// <param name="kmeans">Settings of the k-means.</param>
    /// <param name="switches">The switches that it reads.</param>
    public static KMeansOptions ToOptions(KMeansSettings kmeans, KMeansSwitches switches) => new()
    {
        BatchSize = kmeans.BatchSize,
        InitialBatches = kmeans.InitialBatches,
        GroupBatches = kmeans.GroupBatches,
        Iterations = kmeans.Iterations,
        GroupTail = switches.KmeansGroupTail switch
        {
            Experiments.Settings.GroupTail.Drop => GroupTail.Drop,
            Experiments.Settings.GroupTail.Use => GroupTail.Use,
            _ => throw new UnreachableException($"unknown tail {switches.KmeansGroupTail}"),
        },
        InitialRows = switches.KmeansInitRows,
        CentroidNormalise = switches.CentroidNormalise,
        Seed = switches.KmeansSeed switch
        {
            KMeansSeedRule.BelowSeed => KMeansSeed.BelowSeed,
            KMeansSeedRule.Derived => KMeansSeed.Derived,
            _ => throw new UnreachableException($"unknown rule {switches.KmeansSeed}"),
        },
        BatchNorm = switches.KmeansBn switch
        {
            Experiments.Settings.KMeansBatchNorm.Train => KMeansBatchNorm.Train,
            Experiments.Settings.KMeansBatchNorm.Eval => KMeansBatchNorm.Eval,
            _ => throw new UnreachableException($"unknown mode {switches.KmeansBn}"),
        },
    };
}
