using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Keys;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;

namespace PiCIE.Experiments.Plans;

/// <summary>Plans the packs of splits. Neither seeds nor most keys of a sweep enter them, so a plan of a thousand runs plans each once.</summary>
/// <param name="experiment">Name of the experiment, for titles.</param>
/// <param name="task">The task.</param>
/// <param name="facts">Data and weights.</param>
internal sealed class PackPlanner(string experiment, SegmentationTask task, PlanFacts facts)
{
    private readonly Dictionary<(SplitUse Use, PreprocessSettings Settings), PlannedPacks> _planned = [];

    /// <summary>Returns the packs of one split and the stage that makes them.</summary>
    /// <param name="use">The use that the run makes of the split.</param>
    /// <param name="settings">Settings of the run.</param>
    /// <param name="swept">What of a sweep tells these packs from others of the split, for the title; empty for nothing.</param>
    public PlannedPacks Of(SplitUse use, PreprocessSettings settings, string swept)
    {
        if (!_planned.TryGetValue((use, settings), out PlannedPacks? packs))
        {
            _planned[(use, settings)] = packs = Plan(use, settings, swept);
        }

        return packs;
    }

    private PlannedPacks Plan(SplitUse use, PreprocessSettings settings, string swept)
    {
        SplitFacts split = facts.Splits[use.Split];
        bool small = use.Clustered || use.Evaluated;
        bool labelled = use.Evaluated && task.Classes is not null && split.LabelsSha256 is not null;
        PreprocessStageSettings stage = new()
        {
            Task = task,
            Split = use.Split,
            BaseResolution = use.Trained ? settings.BaseResolution : null,
            Resolution = small ? settings.Resolution : null,
            Labels = labelled,
            PhotographsSha256 = split.PhotographsSha256,
            LabelsSha256 = labelled ? split.LabelsSha256 : null,
            Packing = settings.Packing,
        };
        PackKeys packs = PackKeys.Of(stage, split);
        StageMaterial material = StageMaterial.OfPreprocess(stage, packs);
        StageInputList inputs = new();
        inputs.Data();
        PlannedStage planned = new()
        {
            Kind = StageKind.Preprocess,
            Key = material.Key(),
            Version = StageVersions.Of(StageKind.Preprocess),
            Settings = StageJson.ToElement(stage),
            Inputs = inputs.Inputs,
            Title = $"{StageKind.Preprocess.Word()} · {experiment} · {use.Split}{(swept.Length == 0 ? string.Empty : $" · {swept}")}",
            Device = "cpu",
            Threads = settings.Threads,
            Extent = StageExtents.OfPreprocess(stage, split.Photographs),
        };
        return new PlannedPacks(planned, material, packs, split.Photographs);
    }
}
