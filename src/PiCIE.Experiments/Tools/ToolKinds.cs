using PiCIE.Experiments.Protocol;

namespace PiCIE.Experiments.Tools;

/// <summary>
/// Names the tools: what the stage program does for the command line beside the four stages, as <see cref="StageOrder.Kind"/>. A tool
/// computes no stage, so it has no key and no version.
/// </summary>
public static class ToolKinds
{
    /// <summary>Segments photographs with a trained run: <see cref="PredictToolSettings"/>.</summary>
    public const string Predict = "predict";

    /// <summary>Puts a trained run into one file for other programs: <see cref="ModelExportToolSettings"/>.</summary>
    public const string ModelExport = "model-export";

    /// <summary>Looks at every file of a data set: <see cref="DataCheckToolSettings"/>.</summary>
    public const string DataCheck = "data-check";

    /// <summary>Looks at label images whose classes are not named yet: <see cref="DataInitToolSettings"/>.</summary>
    public const string DataInit = "data-init";

    /// <summary>Says what a weights file holds: <see cref="WeightsInspectToolSettings"/>.</summary>
    public const string WeightsInspect = "weights-inspect";

    /// <summary>Draws toy scenes: <see cref="ToyToolSettings"/>.</summary>
    public const string Toy = "toy";

    /// <summary>Loads the native library and tries it: <see cref="DoctorToolSettings"/>.</summary>
    public const string Doctor = "doctor";
}
