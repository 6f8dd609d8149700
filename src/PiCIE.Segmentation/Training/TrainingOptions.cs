using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Losses;
using PiCIE.Segmentation.Optimizers;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Training;

/// <summary>Holds the settings of a PiCIE training; defaults are those of the published COCO-Stuff run (science.md 1.4, appendix C).</summary>
public sealed record TrainingOptions
{
    /// <summary>Seed of every draw of the training, ≥ 1.</summary>
    public required long Seed { get; init; }

    /// <summary>K, the number of clusters of each view.</summary>
    public required int Clusters { get; init; }

    /// <summary>Sizes and transforms of the two views.</summary>
    public required ViewSettings Views { get; init; }

    /// <summary>Number of passes over the photographs.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Number of photographs in a training batch; the last batch may be smaller.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Settings of the optimiser.</summary>
    public OptimizerOptions Optimizer { get; init; } = new();

    /// <summary>Settings of the mini-batch k-means of each view.</summary>
    public KMeansOptions KMeans { get; init; } = new();

    /// <summary>Parts of the loss.</summary>
    public LossOptions Loss { get; init; } = new();

    /// <summary>Source of the pseudo-labels.</summary>
    public LabelSource Labels { get; init; } = LabelSource.Stored;

    /// <summary>
    /// Bytes that an epoch's views may take in memory; a view that does not fit is made again for each pass.
    /// It changes time and memory, never a number.
    /// </summary>
    public long ViewMemoryBytes { get; init; } = 512L << 20;

    /// <summary>Refuses settings that no training can have; a trainer calls it before it begins.</summary>
    /// <exception cref="UnfitSettingException">The message names the option, its value and what is allowed.</exception>
    public void Validate()
    {
        Require(Seed >= 1, nameof(Seed), Seed, "1 or more");
        Require(Clusters is >= 2 and <= 10_000, nameof(Clusters), Clusters, "2 to 10,000");
        Require(Epochs >= 0, nameof(Epochs), Epochs, "0 or more");
        Require(BatchSize >= 1, nameof(BatchSize), BatchSize, "1 or more");
        Require(KMeans.BatchSize >= 1, $"{nameof(KMeans)}.{nameof(KMeans.BatchSize)}", KMeans.BatchSize, "1 or more");
        Require(KMeans.InitialBatches >= 1, $"{nameof(KMeans)}.{nameof(KMeans.InitialBatches)}", KMeans.InitialBatches, "1 or more");
        Require(KMeans.GroupBatches >= 1, $"{nameof(KMeans)}.{nameof(KMeans.GroupBatches)}", KMeans.GroupBatches, "1 or more");
        Require(KMeans.Iterations >= 1, $"{nameof(KMeans)}.{nameof(KMeans.Iterations)}", KMeans.Iterations, "1 or more");
        Require(
            KMeans.InitialRows is null || KMeans.InitialRows >= Clusters,
            $"{nameof(KMeans)}.{nameof(KMeans.InitialRows)}", KMeans.InitialRows, $"all, or at least as many as there are clusters ({Clusters})");
        Require(
            Views.Resolution % 8 == 0 && Views.Resolution >= 32, $"{nameof(Views)}.{nameof(Views.Resolution)}", Views.Resolution, "a multiple of 8, 32 or more");
        Require(Loss.Within || Loss.Cross, $"{nameof(Loss)}.{nameof(Loss.Within)}", "false", "true, unless the loss across views is on");
        Require(Optimizer.LearningRate > 0, $"{nameof(Optimizer)}.{nameof(Optimizer.LearningRate)}", Optimizer.LearningRate, "above 0");
    }

    private static void Require(bool holds, string option, object? value, string allowed)
    {
        if (!holds)
        {
            throw new UnfitSettingException(option, FormattableString.Invariant($"{option} is {value}; allowed is {allowed}."));
        }
    }
}
