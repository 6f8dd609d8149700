using System.Text.Json;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Metrics;
using PiCIE.Evaluation.Protocols;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Figures;

/// <summary>Computes the figures of a split from class × cluster matrices. Here, and nowhere else, fractions become percent.</summary>
internal static class SplitFigures
{
    private const double Percent = 100;

    /// <summary>Returns the figures of one split in the form in which they are stored.</summary>
    /// <exception cref="PiCIE.Evaluation.TaskInputException">No pixel of the split has a class.</exception>
    public static SplitResult Of(SplitEvaluation split, EvaluateStageSettings settings, int? epoch, EvaluationProtocol protocol)
    {
        long[][][] matrices = [.. split.Repeats.Select(repeat => repeat.Matrix)];
        SplitMetrics metrics = Metrics(matrices, settings);
        EvaluationProtocol ofSplit = protocol.OfSplit(split.Split);
        return new SplitResult
        {
            Split = split.Split,
            Epoch = epoch,
            Protocol = RunProtocol.Write(epoch is null ? ofSplit : ofSplit.OfTrained(clusters: matrices[0][0].Length)),
            Accuracy = metrics.Accuracy,
            MeanIoU = metrics.MeanIoU,
            Figures = JsonSerializer.Serialize(metrics, DocumentJson.Options),
            Matrices = matrices,
        };
    }

    /// <summary>Returns the figures of repeats: each repeat is matched by itself, and the headline is their mean.</summary>
    public static SplitMetrics Metrics(IReadOnlyList<long[][]> matrices, EvaluateStageSettings settings)
    {
        SegmentationScores[] scores = [.. matrices.Select(rows => Scores(rows, settings))];
        MeanAndDeviation accuracy = Statistics.Of([.. scores.Select(score => score.Accuracy * Percent)]);
        MeanAndDeviation meanIoU = Statistics.Of([.. scores.Select(score => score.MeanIoU * Percent)]);
        return new SplitMetrics(
            accuracy.Mean, meanIoU.Mean, accuracy.Std, meanIoU.Std,
            [.. scores.Select(score => new RepeatMetrics(score.Accuracy * Percent, score.MeanIoU * Percent))],
            [.. Enumerable.Range(0, scores[0].PerClass.Count).Select(id => Class(id, settings.Task.Classes, scores))]);
    }

    private static SegmentationScores Scores(long[][] rows, EvaluateStageSettings settings)
    {
        ConfusionMatrix matrix = ConfusionMatrix.FromRows(rows);
        return SegmentationScores.Of(matrix, ClusterMatching.Of(matrix, settings.Matching), settings.Average);
    }

    /// <summary>
    /// Returns the mean figures of a class. A class that a repeat neither has nor predicts is absent there; it is absent as a whole if it
    /// is so in every repeat.
    /// </summary>
    private static ClassMetrics Class(int id, ClassTable? table, IReadOnlyList<SegmentationScores> scores)
    {
        ClassScore[] repeats = [.. scores.Select(score => score.PerClass[id])];
        SegmentationClass? named = table?.Classes[id];
        return new ClassMetrics(
            id, named?.Key ?? $"class-{id}", named?.Name ?? $"class {id}",
            repeats.Average(score => score.IoU) * Percent,
            repeats.Average(score => score.Recall) * Percent,
            repeats[0].Pixels,
            repeats.All(score => score.Absent));
    }
}
