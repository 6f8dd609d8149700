using System.Text.Json;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Pipeline.Runs;

/// <summary>Makes the curve of a training, epoch by epoch: from its result, or from its points while it still goes on.</summary>
internal static class RunCurve
{
    /// <summary>Returns the curve of a training that is done.</summary>
    /// <param name="output">Output record of the train stage, as JSON.</param>
    public static IReadOnlyList<CurvePoint> OfResult(string output) =>
    [
        .. JsonSerializer.Deserialize<TrainStageOutput>(output, StageJson.Stored)!.Curve.Select(point => new CurvePoint(
            point.Epoch, point.Loss, point.Within, point.Cross, point.KmeansLoss1, point.KmeansLoss2, point.Seconds)),
    ];

    /// <summary>Returns the curve of a training that goes on or was interrupted.</summary>
    /// <param name="points">The points of one attempt.</param>
    public static IReadOnlyList<CurvePoint> OfPoints(IEnumerable<StageMetricPoint> points) =>
    [
        .. points.GroupBy(point => point.Step).OrderBy(epoch => epoch.Key).Select(epoch =>
        {
            Dictionary<string, double> values = epoch.ToDictionary(point => point.Series, point => point.Value, StringComparer.Ordinal);
            return new CurvePoint(
                (int)epoch.Key, Value(values, EpochSeries.Loss), Value(values, EpochSeries.Within), Value(values, EpochSeries.Cross),
                Value(values, EpochSeries.KmeansLoss1), Value(values, EpochSeries.KmeansLoss2), Value(values, EpochSeries.Seconds));
        }),
    ];

    private static double? Value(Dictionary<string, double> values, string series) =>
        values.TryGetValue(series, out double value) ? value : null;
}
