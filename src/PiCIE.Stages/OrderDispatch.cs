using System.Diagnostics;
using System.Text.Json;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Segmentation.Native;
using PiCIE.Stages.Cluster;
using PiCIE.Stages.Evaluate;
using PiCIE.Stages.Failures;
using PiCIE.Stages.Preprocess;
using PiCIE.Stages.Tools;
using PiCIE.Stages.Train;

namespace PiCIE.Stages;

/// <summary>Hands each kind of order to the stage or tool that carries it out.</summary>
internal static class OrderDispatch
{
    private static readonly string[] Tools = [ToolKinds.Predict, ToolKinds.ModelExport, ToolKinds.DataCheck, ToolKinds.DataInit, ToolKinds.WeightsInspect, ToolKinds.Toy, ToolKinds.Doctor];

    /// <summary>Lists the kinds that touch no tensor, and so start without the tensor library.</summary>
    private static readonly string[] WithoutTensors = [StageKind.Preprocess.Word(), ToolKinds.ModelExport, ToolKinds.DataCheck, ToolKinds.DataInit, ToolKinds.Toy];

    /// <summary>Leaves the tensor library out of a process whose work touches no tensor. Called before anything that may need it.</summary>
    public static void LeaveOutLibtorch(string kind) => AppContext.SetSwitch(TorchRuntime.LoadLater, WithoutTensors.Contains(kind));

    /// <summary>Does the work of the order.</summary>
    /// <returns>The output record of the kind.</returns>
    /// <exception cref="StageInputException">There is no such kind.</exception>
    public static JsonElement Run(StageContext context)
    {
        if (!WithoutTensors.Contains(context.Order.Kind) && context.Order.Kind != ToolKinds.Doctor)
        {
            TorchRuntime.SetThreads(context.Order.Threads);
        }

        return EnumWords.Find<StageKind>(context.Order.Kind) is { } stage ? RunStage(stage, context) : RunTool(context);
    }

    /// <summary>Returns the version of the tensor library for kinds that use it; null for others.</summary>
    public static string? LibtorchOf(string kind) =>
        WithoutTensors.Contains(kind) || LibtorchLoadFails() ? null : TorchRuntime.Version;

    private static JsonElement RunStage(StageKind stage, StageContext context) => stage switch
    {
        StageKind.Preprocess => StageJson.ToElement(PreprocessStage.Run(context)),
        StageKind.Train => StageJson.ToElement(TrainStage.Run(context)),
        StageKind.Cluster => StageJson.ToElement(ClusterStage.Run(context)),
        StageKind.Evaluate => StageJson.ToElement(EvaluateStage.Run(context)),
        _ => throw new UnreachableException($"nothing carries out a stage of kind {stage}"),
    };

    private static JsonElement RunTool(StageContext context) => context.Order.Kind switch
    {
        ToolKinds.Predict => StageJson.ToElement(PredictTool.Run(context)),
        ToolKinds.ModelExport => StageJson.ToElement(ModelExportTool.Run(context)),
        ToolKinds.DataCheck => StageJson.ToElement(DataCheckTool.Run(context)),
        ToolKinds.DataInit => StageJson.ToElement(DataInitTool.Run(context)),
        ToolKinds.WeightsInspect => StageJson.ToElement(WeightsInspectTool.Run(context)),
        ToolKinds.Toy => StageJson.ToElement(ToyTool.Run(context)),
        ToolKinds.Doctor => StageJson.ToElement(DoctorTool.Run(context)),
        _ => throw new StageInputException(
            $"'{context.Order.Kind}' is no kind of stage; known are {string.Join(", ", StageVersions.All.Keys)} and the tools {string.Join(", ", Tools)}.",
            "Build picie and picie-stage from the same version."),
    };

    private static bool LibtorchLoadFails()
    {
        try
        {
            TorchRuntime.EnsureLoaded();
            return false;
        }
        catch (NativeLibraryException)
        {
            return true;
        }
    }
}
