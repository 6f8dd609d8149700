using PiCIE.Evaluation.Confusions;

namespace PiCIE.Evaluation.Matching;

/// <summary>
/// Says which class each cluster stands for. It is fitted on the very matrix that is scored, as is the convention of the field: say so
/// where a figure is shown.
/// </summary>
public sealed class ClusterMatching
{
    /// <summary>Stands for a class where the cluster has none; its pixels count as errors.</summary>
    public const int Unmatched = -1;

    private readonly int[] _classOfCluster;

    private ClusterMatching(MatchingRule rule, int classes, int[] classOfCluster)
    {
        Rule = rule;
        Classes = classes;
        _classOfCluster = classOfCluster;
    }

    /// <summary>The rule by which the clusters were matched.</summary>
    public MatchingRule Rule { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of clusters.</summary>
    public int Clusters => _classOfCluster.Length;

    /// <summary>The class of each cluster, or <see cref="Unmatched"/>.</summary>
    public IReadOnlyList<int> ClassOfCluster => _classOfCluster;

    /// <summary>Matches the clusters of a matrix to its classes.</summary>
    /// <param name="matrix">The counted pixels.</param>
    /// <param name="rule">The rule.</param>
    public static ClusterMatching Of(ConfusionMatrix matrix, MatchingRule rule) => new(rule, matrix.Classes, rule switch
    {
        MatchingRule.Hungarian => Hungarian(matrix),
        MatchingRule.Majority => [.. Enumerable.Range(0, matrix.Clusters).Select(cluster => MostFrequentClass(matrix, cluster))],
        MatchingRule.Identity => [.. Enumerable.Range(0, matrix.Clusters).Select(cluster => cluster < matrix.Classes ? cluster : Unmatched)],
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "no such rule"),
    });

    /// <summary>Returns the clusters that stand for a class, ascending; none if no cluster was left for it.</summary>
    /// <param name="classId">0 to C − 1.</param>
    public IReadOnlyList<int> ClustersOf(int classId) => [.. Enumerable.Range(0, Clusters).Where(cluster => _classOfCluster[cluster] == classId)];

    /// <summary>Returns the number of pixels whose cluster stands for their class.</summary>
    /// <param name="matrix">A matrix of the same shape.</param>
    public long MatchedPixels(ConfusionMatrix matrix) =>
        Enumerable.Range(0, Clusters).Where(cluster => _classOfCluster[cluster] != Unmatched).Sum(cluster => matrix[_classOfCluster[cluster], cluster]);

    private static int[] Hungarian(ConfusionMatrix matrix)
    {
        int[] clusterOfClass = MaximumAssignment.Solve(matrix.ToRows());
        int[] classOfCluster = new int[matrix.Clusters];
        Array.Fill(classOfCluster, Unmatched);
        for (int classId = 0; classId < clusterOfClass.Length; classId++)
        {
            if (clusterOfClass[classId] >= 0)
            {
                classOfCluster[clusterOfClass[classId]] = classId;
            }
        }

        return classOfCluster;
    }

    // A cluster without a labelled pixel says nothing about a class; of equally frequent classes the first is taken.
    private static int MostFrequentClass(ConfusionMatrix matrix, int cluster)
    {
        int best = Unmatched;
        long most = 0;
        for (int classId = 0; classId < matrix.Classes; classId++)
        {
            if (matrix[classId, cluster] > most)
            {
                most = matrix[classId, cluster];
                best = classId;
            }
        }

        return best;
    }
}
