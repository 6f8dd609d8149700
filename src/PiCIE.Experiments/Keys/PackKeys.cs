using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Keys;

/// <summary>
/// The keys of the three packs of a split (spec.md 4). Photographs and label files have fingerprints of their own, so a corrected label
/// file changes the labels pack alone; labels are packed as raw ids, so tasks that differ in classes alone share them.
/// </summary>
/// <param name="Base">Key of the base pack; null where none is made.</param>
/// <param name="Evaluation">Key of the evaluation pack; null where none is made.</param>
/// <param name="Labels">Key of the labels pack; null where none is made.</param>
public sealed record PackKeys(string? Base, string? Evaluation, string? Labels)
{
    /// <summary>Returns the keys of the packs that a preprocess stage makes.</summary>
    /// <param name="stage">Settings of the stage.</param>
    /// <param name="facts">Facts of its split.</param>
    public static PackKeys Of(PreprocessStageSettings stage, SplitFacts facts) => new(
        stage.BaseResolution is { } side ? OfPhotographs("base", stage.Task.Size, stage.Packing, facts, side) : null,
        stage.Resolution is { } small ? OfPhotographs("evaluation", stage.Task.Size, stage.Packing, facts, small) : null,
        stage.Labels ? OfLabels(stage, facts) : null);

    private static string OfPhotographs(string pack, TaskSize size, Packing packing, SplitFacts facts, int resolution) => ContentKey.Of(new
    {
        Pack = pack,
        Version = StageVersions.Of(StageKind.Preprocess),
        Photographs = facts.PhotographsSha256,
        Resolution = resolution,
        size.Rule,
        Filter = size.ImageFilter,
        Packing = packing,
    });

    private static string OfLabels(PreprocessStageSettings stage, SplitFacts facts) => ContentKey.Of(new
    {
        Pack = "labels",
        Version = StageVersions.Of(StageKind.Preprocess),
        Labels = facts.LabelsSha256,
        stage.Resolution,
        stage.Task.Size.Rule,
        Filter = stage.Task.Size.LabelFilter,
        stage.Task.Labels.Encoding,
    });
}
