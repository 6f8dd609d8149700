using System.Globalization;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Queues;

/// <summary>What a pool must be able to do for a stage. As one text it stands with the stage, so that admission asks once for all stages with the same needs.</summary>
/// <param name="Kind">Kind of the stage.</param>
/// <param name="Version">Version of the kind.</param>
/// <param name="Device">Device: auto, cpu, cuda or cuda:N; null for preprocess, which needs none.</param>
/// <param name="DataSet">Data set that it reads; null for every kind but preprocess.</param>
internal sealed record StageNeeds(StageKind Kind, int Version, string? Device, Guid? DataSet)
{
    /// <summary>Returns the needs of a planned stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="dataSet">Data set of the plan; preprocess reads it.</param>
    public static StageNeeds Of(PlannedStage stage, Guid dataSet) => stage.Kind == StageKind.Preprocess
        ? new StageNeeds(stage.Kind, stage.Version, null, dataSet)
        : new StageNeeds(stage.Kind, stage.Version, stage.Device, null);

    /// <summary>Reads the text of needs.</summary>
    /// <param name="text">The text, as <see cref="ToString"/> wrote it.</param>
    public static StageNeeds Read(string text)
    {
        string[] parts = text.Split('/');
        StageKind kind = EnumWords.Parse<StageKind>(parts[0]);
        int version = int.Parse(parts[1], CultureInfo.InvariantCulture);
        return kind == StageKind.Preprocess ? new StageNeeds(kind, version, null, Guid.Parse(parts[2])) : new StageNeeds(kind, version, parts[2], null);
    }

    /// <summary>Writes the needs as one text: <c>train/2/auto</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind.Word()}/{Version}/{(DataSet is { } set ? set.ToString("N") : Device)}");
}
