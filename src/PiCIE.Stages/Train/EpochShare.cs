using System.Diagnostics;
using PiCIE.Segmentation.Training;

namespace PiCIE.Stages.Train;

/// <summary>
/// Computes how much of an epoch is done. Of the work of an epoch a trained pass costs three times a pass without gradient: two of the one
/// kind and four of the other make ten parts.
/// </summary>
internal static class EpochShare
{
    private const double Parts = 10;
    private const double TrainedParts = 6;

    /// <summary>Returns the share that is done, from 0 to 1.</summary>
    /// <param name="pass">The pass that goes on.</param>
    /// <param name="done">Number of its batches that are done.</param>
    /// <param name="batches">Number of its batches.</param>
    public static double Of(EpochPass pass, int done, int batches)
    {
        (double before, double width) = pass switch
        {
            EpochPass.ClusterView1 => (0, 1),
            EpochPass.ClusterView2 => (1, 1),
            EpochPass.LabelView1 => (2, 1),
            EpochPass.LabelView2 => (3, 1),
            EpochPass.Train => (4, TrainedParts),
            _ => throw new UnreachableException($"No share for {pass}."),
        };
        return (before + (width * done / batches)) / Parts;
    }
}
