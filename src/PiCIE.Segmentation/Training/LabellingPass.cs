using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Training;

/// <summary>Gives every feature pixel of a view the cluster of its nearest centroid, network in eval mode (science.md 1.4.3).</summary>
internal static unsafe class LabellingPass
{
    /// <summary>Labels a view; gives null where labels come from the training pass itself (<see cref="LabelSource.Online"/>).</summary>
    public static PseudoLabels? Run(PassContext pass, View view, Centroids centroids)
    {
        if (pass.Options.Labels == LabelSource.Online)
        {
            return null;
        }

        pass.Network.eval();
        PseudoLabels labels = new(pass.Input.Count, pass.FeaturePixels, pass.Options.Clusters);
        using NearestCentroid nearest = new(centroids);
        using ViewFeatures features = new(pass.Network, pass.Input, view);
        int[] assigned = [];
        pass.EachBatch(ViewPasses.Labelling[view], pass.InOrder(), pass.Options.KMeans.BatchSize, (_, positions) =>
        {
            features.With(positions.Span, (rows, count) =>
            {
                assigned = assigned.Length < count ? new int[count] : assigned;
                fixed (int* start = assigned)
                {
                    nearest.Assign((float*)rows, count, normalise: true, start);
                    labels.Write(positions.Span, start);
                }
            });
            return null;
        });
        return labels;
    }
}
