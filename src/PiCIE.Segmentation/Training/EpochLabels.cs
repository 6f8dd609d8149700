using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Training;

/// <summary>Holds the pseudo-labels of both views of an epoch; they are null where the training pass makes them itself (<see cref="LabelSource.Online"/>).</summary>
internal sealed class EpochLabels(ViewPair<PseudoLabels?> views, ViewPair<MiniBatchClusters> clusters) : IDisposable
{
    /// <summary>Labels of one view.</summary>
    public PseudoLabels? this[View view] => views[view];

    /// <summary>Counts the pixels of each cluster of a view; without labels they are those of the clustering pass.</summary>
    public IReadOnlyList<long> Counts(View view) => views[view]?.Counts ?? clusters[view].Counts;

    /// <inheritdoc/>
    public void Dispose()
    {
        views.First?.Dispose();
        views.Second?.Dispose();
    }
}
