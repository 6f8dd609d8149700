using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Training;

/// <summary>Clusters the features of one view by mini-batch k-means (science.md 1.4.2).</summary>
internal static unsafe class ClusteringPass
{
    /// <summary>Clusters a view; in train mode, as released since December 2021, this moves the running batch-norm statistics.</summary>
    public static MiniBatchClusters Run(PassContext pass, View view)
    {
        KMeansOptions options = pass.Options.KMeans;
        pass.Network.train(options.BatchNorm == KMeansBatchNorm.Train);
        long initialRows = Math.Min((long)options.InitialBatches * options.BatchSize, pass.Input.Count) * pass.FeaturePixels;
        KMeansDraws draws = KMeansDraws.ForTraining(pass.Options.Seed, pass.Epoch, view, options);
        using MiniBatchKMeans kmeans = new(options, pass.Options.Clusters, pass.Network.FeatureWidth, initialRows, draws, stillWorking: () =>
        {
            pass.Stop.ThrowIfCancellationRequested();
            pass.Observer.StillWorking();
        });
        using ViewFeatures features = new(pass.Network, pass.Input, view);
        EpochPass name = ViewPasses.Clustering[view];
        pass.EachBatch(name, pass.InOrder(), options.BatchSize, (_, positions) =>
        {
            features.With(positions.Span, (rows, count) => kmeans.Add((float*)rows, count));
            return null;
        });

        // With few photographs the full k-means comes only here.
        return pass.At(name, (pass.Input.Count - 1) / options.BatchSize, kmeans.Finish);
    }
}
