using PiCIE.Cli.Results;
using PiCIE.Evaluation.Classes;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline.Predictions;

namespace PiCIE.Cli.Predictions;

/// <summary>The document of <c>picie predict --json</c>.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Ids">Kind of the ids in the masks: classes, or clusters where the run has no labels.</param>
/// <param name="Photographs">Each photograph that was segmented.</param>
/// <param name="Bad">Each photograph that could not be segmented.</param>
internal sealed record PredictionDocument(Guid Run, string Ids, IReadOnlyList<PredictedFile> Photographs, IReadOnlyList<BadFile> Bad)
{
    /// <summary>Returns the document of a prediction.</summary>
    public static PredictionDocument Of(
        DescribedPredictor predictor, IReadOnlyList<PredictedPhotograph> photographs, PredictOutput output, string folder)
    {
        bool classes = predictor.ClusterClasses is not null;
        Dictionary<string, string> paths = photographs.ToDictionary(photograph => photograph.Name, photograph => photograph.Path, StringComparer.Ordinal);
        return new PredictionDocument(predictor.RunId, classes ? "classes" : "clusters", [.. output.Photographs.Select(mask =>
            new PredictedFile(
                paths[mask.Name],
                Path.Combine(folder, PredictToolSettings.MasksFolder, mask.Name + ".png"),
                Path.Combine(folder, PredictToolSettings.OverlaysFolder, mask.Name + ".png"),
                mask.Width,
                mask.Height,
                Shares(mask, classes ? predictor.Task.Classes : null)))], output.Bad);
    }

    private static IReadOnlyList<PredictedShare> Shares(PredictedMask mask, ClassTable? classes)
    {
        double all = Math.Max(1, mask.Pixels.Sum());
        IReadOnlyList<string>? names = classes is null ? null : ClassNames.Of(classes);
        return
        [
            .. mask.Pixels
                .Select((pixels, id) => new PredictedShare(id, NameOf(id, names), 100 * pixels / all))
                .Where(share => share.Percent > 0)
                .OrderByDescending(share => share.Percent),
        ];
    }

    private static string NameOf(int id, IReadOnlyList<string>? classes) =>
        classes is null ? $"cluster {id}" : id < classes.Count ? classes[id] : "no class";
}

/// <summary>One photograph that was segmented.</summary>
/// <param name="Photograph">Its path.</param>
/// <param name="Mask">Path of the PNG of ids.</param>
/// <param name="Overlay">Path of the picture.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Shares">Share of each id that occurs, largest first.</param>
internal sealed record PredictedFile(string Photograph, string Mask, string Overlay, int Width, int Height, IReadOnlyList<PredictedShare> Shares);

/// <summary>Share of a photograph.</summary>
/// <param name="Id">Id in the mask.</param>
/// <param name="Name">Name of the class or cluster.</param>
/// <param name="Percent">Share in percent.</param>
internal sealed record PredictedShare(int Id, string Name, double Percent);
