using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Specs;

/// <summary>Reads the switches of spec.md 2.1: those of the preset, changed as the spec sets them.</summary>
internal static class SwitchesReader
{
    private const string AllRows = "all";

    /// <summary>Reads the switches of a run.</summary>
    /// <param name="map">The map under <c>switches</c>.</param>
    /// <param name="preset">The preset.</param>
    public static RunSwitches Read(MapReader map, Preset preset)
    {
        RunSwitches defaults = RunSwitches.Of(preset);
        RunSwitches switches = new()
        {
            KmeansBn = map.Word<KMeansBatchNorm>("kmeansBn") ?? defaults.KmeansBn,
            CentroidNormalise = map.Flag("centroidNormalise") ?? defaults.CentroidNormalise,
            KmeansSeed = map.Word<KMeansSeedRule>("kmeansSeed") ?? defaults.KmeansSeed,
            KmeansGroupTail = map.Word<GroupTail>("kmeansGroupTail") ?? defaults.KmeansGroupTail,
            KmeansInitRows = ReadInitRows(map, defaults.KmeansInitRows),
            ClusterWeight = map.Word<ClusterWeightRule>("classWeight") ?? defaults.ClusterWeight,
            Grey = map.Flag("grey") ?? defaults.Grey,
            BlurSigma = map.Word<BlurSigmaRule>("blurSigma") ?? defaults.BlurSigma,
            TrainLogit = map.Word<TrainLogit>("trainLogit") ?? defaults.TrainLogit,
            View1PhotometricInTraining = map.Flag("view1PhotometricInTraining") ?? defaults.View1PhotometricInTraining,
            CropAntialias = map.Flag("cropAntialias") ?? defaults.CropAntialias,
            CropRounding = map.Word<CropRounding>("cropRounding") ?? defaults.CropRounding,
            WeightDecayAdam = map.Word<WeightDecayAdam>("weightDecayAdam") ?? defaults.WeightDecayAdam,
            LrSchedule = map.Word<LrSchedule>("lrSchedule") ?? defaults.LrSchedule,
            FreshBn = map.Word<FreshBatchNorm>("freshBn") ?? defaults.FreshBn,
            EvalScore = map.Word<EvalScore>("evalScore") ?? defaults.EvalScore,
        };
        map.Finish();
        return switches;
    }

    private static int? ReadInitRows(MapReader map, int? otherwise) => map.Take("kmeansInitRows", $"{AllRows} or a whole number of at least 1") switch
    {
        null => otherwise,
        TextScalar { Value: AllRows } => null,
        TextScalar { Value: [>= '0' and <= '9' or '-', ..] } => map.Whole("kmeansInitRows", 1),
        TextNode other => Refuse(map, other),
    };

    private static int? Refuse(MapReader map, TextNode node)
    {
        map.Report("kmeansInitRows", node.Place, $"{map.Path("kmeansInitRows")} expects all or a whole number of at least 1, found {node.Spoken}", null);
        return null;
    }
}
