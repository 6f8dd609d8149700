using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;

namespace PiCIE.Evaluation.Metrics;

/// <summary>The figures of a class × cluster matrix once its clusters are matched. All are fractions 0 to 1 (science.md 1.4.6, 1.5).</summary>
/// <param name="Accuracy">Matched pixels / labelled pixels.</param>
/// <param name="MeanIoU">Mean of the classes' IoU.</param>
/// <param name="MeanRecall">Mean of the classes' recall, over those with labelled pixels.</param>
/// <param name="PerClass">Each class in order of its id.</param>
/// <param name="Average">Over which classes the means are taken.</param>
public sealed record SegmentationScores(
    double Accuracy, double MeanIoU, double MeanRecall, IReadOnlyList<ClassScore> PerClass, AveragingRule Average)
{
    /// <summary>Computes the figures of a matrix under a matching.</summary>
    /// <param name="matrix">The counted pixels.</param>
    /// <param name="matching">The matching of its clusters to classes.</param>
    /// <param name="average">Over which classes means are taken.</param>
    /// <exception cref="ArgumentException">Matrix and matching differ in shape.</exception>
    /// <exception cref="TaskInputException">No pixel has a class, so that no figure exists.</exception>
    public static SegmentationScores Of(ConfusionMatrix matrix, ClusterMatching matching, AveragingRule average)
    {
        if (matching.Classes != matrix.Classes || matching.Clusters != matrix.Clusters)
        {
            throw new ArgumentException(
                $"the matching is for {matching.Classes} × {matching.Clusters}, the matrix has {matrix.Classes} × {matrix.Clusters}", nameof(matching));
        }

        long total = matrix.Total;
        if (total == 0)
        {
            throw new TaskInputException(
                "no pixel of the evaluated label images has a class: all of them are ignored", "check the split and the class table of the task");
        }

        long[] truePositives = new long[matrix.Classes];
        long[] predicted = new long[matrix.Classes];
        for (int cluster = 0; cluster < matrix.Clusters; cluster++)
        {
            int classId = matching.ClassOfCluster[cluster];
            if (classId != ClusterMatching.Unmatched)
            {
                truePositives[classId] += matrix[classId, cluster];
                predicted[classId] += matrix.ClusterPixels(cluster);
            }
        }

        ClassScore[] perClass =
            [.. Enumerable.Range(0, matrix.Classes).Select(id => Score(id, truePositives[id], matrix.ClassPixels(id), predicted[id]))];
        return new SegmentationScores(
            (double)truePositives.Sum() / total, MeanIoUOf(perClass, average)!.Value, MeanRecallOf(perClass)!.Value, perClass, average);
    }

    /// <summary>Returns the figures of the classes of a group; null if the table has no class of it.</summary>
    /// <param name="classes">The class table of the matrix.</param>
    /// <param name="group">Things or stuff.</param>
    /// <exception cref="ArgumentException">The table has another number of classes.</exception>
    public GroupScores? Of(ClassTable classes, ClassGroup group)
    {
        if (classes.Count != PerClass.Count)
        {
            throw new ArgumentException($"{classes} does not belong to scores of {PerClass.Count} classes", nameof(classes));
        }

        ClassScore[] members = [.. PerClass.Where(score => classes.Classes[score.ClassId].Group == group)];
        if (members.Length == 0)
        {
            return null;
        }

        long pixels = members.Sum(score => score.Pixels);
        double matched = members.Sum(score => (score.Recall ?? 0) * score.Pixels);
        return new GroupScores(pixels == 0 ? null : matched / pixels, MeanIoUOf(members, Average), MeanRecallOf(members), pixels);
    }

    private static ClassScore Score(int classId, long truePositives, long labelled, long predicted)
    {
        long union = labelled + predicted - truePositives;
        double? intersectionOverUnion = union == 0 ? null : (double)truePositives / union;
        double? recall = labelled == 0 ? null : (double)truePositives / labelled;
        return new ClassScore(classId, intersectionOverUnion, recall, labelled, Absent: union == 0);
    }

    private static double? MeanIoUOf(IEnumerable<ClassScore> scores, AveragingRule average) =>
        scores.Where(score => average == AveragingRule.MeanOverDefined || score.Pixels > 0).Average(score => score.IoU);

    private static double? MeanRecallOf(IEnumerable<ClassScore> scores) => scores.Average(score => score.Recall);
}
