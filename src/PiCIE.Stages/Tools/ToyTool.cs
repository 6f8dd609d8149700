using PiCIE.Experiments.Tools;
using PiCIE.Segmentation.ToyScenes;

namespace PiCIE.Stages.Tools;

/// <summary>Draws toy scenes into the scratch folder, as a data set of layout folders.</summary>
internal static class ToyTool
{
    /// <summary>Writes photographs, label images and lists of the three splits.</summary>
    public static ToyOutput Run(StageContext context)
    {
        ToyToolSettings settings = context.Settings<ToyToolSettings>();
        int total = settings.Train + settings.Val + settings.Test;
        ToySceneWriter.Write(
            context.Order.Scratch,
            new ToySceneCounts(settings.Train, settings.Val, settings.Test),
            settings.Size,
            settings.Seed,
            done =>
            {
                context.StopNow.ThrowIfCancellationRequested();
                context.Channel.Progress("drawing", done, total);
            });
        return new ToyOutput(total);
    }
}
