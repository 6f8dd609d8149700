using System.Diagnostics;
using PiCIE.Evaluation.Layouts;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation.Packs;
using PiCIE.Stages.Failures;

namespace PiCIE.Stages.Preprocess;

/// <summary>
/// Decodes each photograph of a split once and writes the packs that the plan wants, each cut from the decoded original (spec.md 4).
/// </summary>
internal static class PreprocessStage
{
    /// <summary>Writes the packs.</summary>
    public static PreprocessStageOutput Run(StageContext context)
    {
        PreprocessStageSettings settings = context.Settings<PreprocessStageSettings>();
        IReadOnlyList<ListedPhotograph> photographs = PhotographList.Resolve(
            settings.Task, settings.Split, context.Input(InputRoles.Data), settings.Labels ? LabelDemand.All : LabelDemand.None);
        if (photographs.Count == 0)
        {
            throw new StageInputException($"The split '{settings.Split}' of the task '{settings.Task.Name}' has no photographs in {context.Input(InputRoles.Data)}.", "Check the folder with 'picie data check'.");
        }

        PackedFingerprints read = PhotographPacking.Run(
            photographs,
            PlanOf(context, settings),
            context.Order.Threads,
            done =>
            {
                context.Channel.Alive();
                context.Channel.Progress("preprocess", done, photographs.Count, settings.Split);
            },
            context.StopNow);
        RequireSame("photographs", settings.PhotographsSha256, read.Photographs, context, settings);
        RequireSame("label files", settings.LabelsSha256, read.Labels, context, settings);
        return new PreprocessStageOutput { Photographs = photographs.Count };
    }

    /// <summary>Refuses packs of other files than the plan knew: they would stand under a key that is not theirs.</summary>
    private static void RequireSame(string files, string? planned, string? read, StageContext context, PreprocessStageSettings settings)
    {
        if (planned is not null && read is not null && read != planned)
        {
            throw new StageInputException(
                ChangedData.Sentence(files, settings.Split, context.Input(InputRoles.Data)),
                "Run the command again: it reads every file and takes the data as it is now.");
        }
    }

    private static PackPlan PlanOf(StageContext context, PreprocessStageSettings settings) => new()
    {
        DataFolder = context.Input(InputRoles.Data),
        BasePath = settings.BaseResolution is null ? null : context.Output(ArtifactFiles.BasePack),
        BaseResolution = settings.BaseResolution ?? 0,
        EvaluationPath = settings.Resolution is null ? null : context.Output(ArtifactFiles.EvaluationPack),
        LabelsPath = settings.Labels ? context.Output(ArtifactFiles.LabelsPack) : null,
        Resolution = settings.Resolution ?? 0,
        Packing = settings.Packing switch
        {
            Packing.Raw => PackPacking.Raw,
            Packing.Jpeg => PackPacking.Jpeg,
            _ => throw new UnreachableException($"unknown packing {settings.Packing}"),
        },
        Classes = settings.Task.Classes,
    };
}
