using PiCIE.Evaluation.Classes;
using PiCIE.Experiments.Tools;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Images;
using PiCIE.Segmentation.Inference;
using PiCIE.Segmentation.Networks;
using PiCIE.Stages.Failures;

namespace PiCIE.Stages.Tools;

/// <summary>Segments photographs with the network and the first repeat of a run: id masks and overlays at each photograph's own size. A photograph that cannot be read stops none of the others.</summary>
internal static class PredictTool
{
    /// <summary>Segments each photograph.</summary>
    public static PredictOutput Run(StageContext context)
    {
        PredictToolSettings settings = context.Settings<PredictToolSettings>();
        PredictorFiles files = PredictorFiles.Read(context);
        Centroids centroids = files.Centroids;
        using SegmentationNetwork network = SegmentationNetwork.FromWeights(files.Backbone, files.Network);
        using Predictor predictor = new(network, centroids, ClusterScores.Of(settings.EvalScore), settings.Resolution);
        MaskIds ids = MaskIds.Of(settings, centroids.Count);
        List<PredictedMask> masks = [];
        List<BadFile> bad = [];
        foreach (PredictedPhotograph photograph in settings.Photographs)
        {
            context.StopNow.ThrowIfCancellationRequested();
            try
            {
                masks.Add(Segment(context, predictor, photograph, ids));
            }
            catch (ImageException error)
            {
                bad.Add(new BadFile(photograph.Path, error.Message));
            }

            context.Channel.Alive();
            context.Channel.Progress("predict", masks.Count + bad.Count, settings.Photographs.Count, photograph.Name);
        }

        return new PredictOutput(masks, bad);
    }

    private static PredictedMask Segment(StageContext context, Predictor predictor, PredictedPhotograph photograph, MaskIds ids)
    {
        RgbImage pixels = PhotographFile.Read(photograph.Path);
        int[] clusters = predictor.Segment(pixels, photograph.Path);
        PngFile.WriteRgb(context.Output($"{PredictToolSettings.OverlaysFolder}/{photograph.Name}.png"), ColourOverlay.Draw(pixels, clusters, ids.Colours));
        long[] counts = new long[ids.Values.Count + 1];
        int[] mask = new int[clusters.Length];
        for (int pixel = 0; pixel < clusters.Length; pixel++)
        {
            int id = ids.OfCluster[clusters[pixel]];
            counts[id < 0 ? ^1 : id]++;
            mask[pixel] = id < 0 ? ids.None : id;
        }

        using FileStream file = File.Create(context.Output($"{PredictToolSettings.MasksFolder}/{photograph.Name}.png"));
        IdMask.Write(file, pixels.Width, pixels.Height, mask, ids.None);
        return new PredictedMask(photograph.Name, pixels.Width, pixels.Height, ids.HasNone ? counts : counts[..^1]);
    }

    /// <summary>The ids in a mask: class ids where clusters have classes, else cluster ids.</summary>
    private sealed record MaskIds(IReadOnlyList<int> OfCluster, IReadOnlyList<int> Values, int None, bool HasNone, IReadOnlyList<ClassColour> Colours)
    {
        public static MaskIds Of(PredictToolSettings settings, int clusters)
        {
            bool matched = settings.ClusterClasses is not null && settings.Task?.Classes is not null;
            if (matched && settings.ClusterClasses!.Count != clusters)
            {
                throw new StageInputException($"The matching names {settings.ClusterClasses.Count} clusters, the centroids are {clusters}.", null);
            }

            int count = matched ? settings.Task!.Classes!.Count : clusters;
            return new MaskIds(
                matched ? settings.ClusterClasses! : [.. Enumerable.Range(0, clusters)],
                [.. Enumerable.Range(0, count)],
                count - 1 <= byte.MaxValue - 1 ? byte.MaxValue : ushort.MaxValue,
                matched,
                ClusterColours.Of(clusters, settings.Task?.Classes, matched ? settings.ClusterClasses : null));
        }
    }
}
