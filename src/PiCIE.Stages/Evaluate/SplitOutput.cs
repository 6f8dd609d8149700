using System.IO.Compression;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Inference;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Stages.Evaluate;

/// <summary>
/// Segments one split with one set of centroids and writes the output files: predictions (a zip of PNG ids), the class × cluster matrix of
/// each photograph (in several files where one would be too large), and for the first repeat pictures that people look at.
/// </summary>
internal sealed class SplitOutput(StageContext context, EvaluateStageSettings settings, SplitPacks packs, int? epoch, int repeat, string note)
{
    /// <summary>Number of pictures of a split: enough to look at, few enough to keep.</summary>
    private const int Overlays = 64;

    /// <summary>Number of pixels in the network at once; its maps then take about 100 MB.</summary>
    private const int PixelsAtOnce = 1 << 19;

    /// <summary>Segments every photograph.</summary>
    /// <returns>The matrix over all photographs, or null without labels.</returns>
    public ConfusionMatrix? Segment(SegmentationNetwork network, Centroids centroids)
    {
        ClassTable? classes = packs.Labels is null ? null : settings.Task.Classes;
        PhotographMatrices? matrices = classes is null ? null : new(classes, centroids.Count, packs, WriteMatrices);
        List<int[]> shown = [];
        using (ZipArchive zip = ZipFile.Open(Output(ArtifactFiles.Predictions(packs.Split, repeat)), ZipArchiveMode.Create))
        using (EvaluationPass pass = new(network, centroids, ClusterScores.Of(settings.EvalScore)))
        {
            int batch = context.Order.BatchSize ?? Math.Clamp(PixelsAtOnce / (packs.Side * packs.Side), 1, 64);
            pass.Run(packs.Photographs, batch, (index, clusters) =>
            {
                matrices?.Add(index, clusters);
                PredictionZip.Add(zip, packs.Photographs.Name(index), packs.Side, clusters, centroids.Count);
                if (repeat == 1 && epoch is null && index < Overlays)
                {
                    shown.Add(clusters.ToArray());
                }

                context.Channel.Alive();
                context.Channel.Progress("evaluate", index + 1, packs.Count, note);
            }, context.StopNow);
        }

        WriteOverlays(shown, matrices?.Sum);
        return matrices?.Sum;
    }

    private void WriteMatrices(int first, NamedTensors block) =>
        SafetensorsFile.Write(Output(ArtifactFiles.Confusions(packs.Split, repeat, first)), block);

    private void WriteOverlays(List<int[]> shown, ConfusionMatrix? matrix)
    {
        if (shown.Count > 0)
        {
            IReadOnlyList<int>? classOfCluster = matrix is null ? null : ClusterMatching.Of(matrix, settings.Matching).ClassOfCluster;
            new OverlayPictures(packs, matrix is null ? null : settings.Task.Classes, classOfCluster).Write(Output(ArtifactFiles.Overlays(packs.Split)), shown);
        }
    }

    private string Output(string file) => context.Output(epoch is { } kept ? ArtifactFiles.OfEpoch(kept, file) : file);
}
