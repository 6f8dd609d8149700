using CsCheck;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;

namespace PiCIE.Evaluation.Tests.Matching;

public sealed class ClusterMatchingTests
{
    private static readonly Gen<long[][]> SmallMatrices =
        from rows in Gen.Int[1, 6]
        from columns in Gen.Int[1, 6]
        from counts in Gen.Long[0, 30].Array[rows * columns]
        select counts.Chunk(columns).ToArray();

    [Fact]
    public void Hungarian_matches_as_many_pixels_as_the_best_of_all_assignments() => SmallMatrices.Sample(rows =>
    {
        ConfusionMatrix matrix = ConfusionMatrix.FromRows(rows);
        ClusterMatching.Of(matrix, MatchingRule.Hungarian).MatchedPixels(matrix).ShouldBe(BestByTryingAll(rows, 0, 0));
    });

    [Fact]
    public void Hungarian_is_one_to_one_and_leaves_over_only_on_the_longer_side() => SmallMatrices.Sample(rows =>
    {
        ConfusionMatrix matrix = ConfusionMatrix.FromRows(rows);
        int[] matched = [.. ClusterMatching.Of(matrix, MatchingRule.Hungarian).ClassOfCluster.Where(id => id != ClusterMatching.Unmatched)];
        matched.Distinct().Count().ShouldBe(matched.Length);
        matched.Length.ShouldBe(Math.Min(matrix.Classes, matrix.Clusters));
    });

    [Fact]
    public void Order_of_clusters_changes_no_matched_pixel() =>
        SmallMatrices.SelectMany(rows => Gen.Shuffle(Enumerable.Range(0, rows[0].Length).ToArray()).Select(order => (rows, order))).Sample(pair =>
        {
            ConfusionMatrix matrix = ConfusionMatrix.FromRows(pair.rows);
            ConfusionMatrix shuffled = ConfusionMatrix.FromRows([.. pair.rows.Select(row => pair.order.Select(column => row[column]).ToArray())]);
            foreach (MatchingRule rule in new[] { MatchingRule.Hungarian, MatchingRule.Majority })
            {
                ClusterMatching.Of(shuffled, rule).MatchedPixels(shuffled).ShouldBe(ClusterMatching.Of(matrix, rule).MatchedPixels(matrix));
            }
        });

    [Fact]
    public void Majority_never_matches_fewer_pixels_than_hungarian() => SmallMatrices.Sample(rows =>
    {
        ConfusionMatrix matrix = ConfusionMatrix.FromRows(rows);
        ClusterMatching.Of(matrix, MatchingRule.Majority).MatchedPixels(matrix)
            .ShouldBeGreaterThanOrEqualTo(ClusterMatching.Of(matrix, MatchingRule.Hungarian).MatchedPixels(matrix));
    });

    [Fact]
    public void Hungarian_gives_up_the_largest_cell_for_a_larger_sum()
    {
        // Greedy takes 10 and is left with 0; 9 + 9 is better.
        ConfusionMatrix matrix = ConfusionMatrix.FromRows([[10L, 9], [9L, 0]]);
        ClusterMatching.Of(matrix, MatchingRule.Hungarian).ClassOfCluster.ShouldBe([1, 0]);
    }

    [Fact]
    public void More_clusters_than_classes_leave_clusters_without_a_class()
    {
        // Class 0 takes cluster 2 (8), class 1 takes cluster 0 (5); cluster 1 is left over although it has pixels.
        ConfusionMatrix matrix = ConfusionMatrix.FromRows([[1L, 4, 8], [5L, 3, 0]]);
        ClusterMatching matching = ClusterMatching.Of(matrix, MatchingRule.Hungarian);
        matching.ClassOfCluster.ShouldBe([1, ClusterMatching.Unmatched, 0]);
        ClusterMatching.Of(matrix, MatchingRule.Majority).ClassOfCluster.ShouldBe([1, 0, 0]);
    }

    [Fact]
    public void Fewer_clusters_than_classes_leave_classes_without_a_cluster()
    {
        // Three classes, two clusters: 7 + 6 beats every other pair; class 1 gets none.
        ConfusionMatrix matrix = ConfusionMatrix.FromRows([[7L, 1], [2L, 3], [0L, 6]]);
        ClusterMatching matching = ClusterMatching.Of(matrix, MatchingRule.Hungarian);
        matching.ClassOfCluster.ShouldBe([0, 2]);
        matching.ClustersOf(1).ShouldBeEmpty();
    }

    [Fact]
    public void Identity_takes_clusters_for_classes_and_leaves_the_rest()
    {
        ConfusionMatrix matrix = ConfusionMatrix.FromRows([[0L, 9, 0], [9L, 0, 0]]);
        ClusterMatching.Of(matrix, MatchingRule.Identity).ClassOfCluster.ShouldBe([0, 1, ClusterMatching.Unmatched]);
    }

    [Fact]
    public void Cluster_without_a_labelled_pixel_has_no_majority()
    {
        ConfusionMatrix matrix = ConfusionMatrix.FromRows([[3L, 0], [1L, 0]]);
        ClusterMatching.Of(matrix, MatchingRule.Majority).ClassOfCluster.ShouldBe([0, ClusterMatching.Unmatched]);
    }

    [Fact]
    public void Counts_beyond_32_bits_are_matched_exactly()
    {
        long large = 1L << 50;
        ConfusionMatrix matrix = ConfusionMatrix.FromRows([[large, large + 1], [large + 1, large]]);
        ClusterMatching.Of(matrix, MatchingRule.Hungarian).MatchedPixels(matrix).ShouldBe((2 * large) + 2);
    }

    private static long BestByTryingAll(long[][] rows, int row, int used)
    {
        if (row == rows.Length)
        {
            return 0;
        }

        // The row may stay without a column: only then can all rows of a tall matrix be placed.
        long best = BestByTryingAll(rows, row + 1, used);
        for (int column = 0; column < rows[0].Length; column++)
        {
            if ((used & (1 << column)) == 0)
            {
                best = Math.Max(best, rows[row][column] + BestByTryingAll(rows, row + 1, used | (1 << column)));
            }
        }

        return best;
    }
}
