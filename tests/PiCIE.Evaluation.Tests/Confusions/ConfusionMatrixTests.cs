using PiCIE.Evaluation.Confusions;

namespace PiCIE.Evaluation.Tests.Confusions;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void Ignored_pixels_are_counted_nowhere()
    {
        ConfusionMatrix matrix = new(2, 3);
        matrix.Add([0, -1, 1, 1], [2, 0, 1, 1]);

        matrix.ToRows().ShouldBe([[0L, 0, 1], [0L, 2, 0]]);
        (matrix.Total, matrix.ClassPixels(1), matrix.ClusterPixels(2)).ShouldBe((3L, 2L, 1L));
    }

    [Fact]
    public void Parts_merge_to_the_whole()
    {
        ConfusionMatrix whole = new(2, 2), first = new(2, 2), second = new(2, 2);
        whole.Add([0, 1, 1, 0], [0, 0, 1, 1]);
        first.Add([0, 1], [0, 0]);
        second.Add([1, 0], [1, 1]);
        first.Merge(second);

        first.ToRows().ShouldBe(whole.ToRows());
        ConfusionMatrix.FromRows(first.ToRows()).ToRows().ShouldBe(whole.ToRows());
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 3)]
    [InlineData(0, -1)]
    public void Class_or_cluster_outside_is_refused(int classId, int cluster) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ConfusionMatrix(2, 3).Add([classId], [cluster]));

    [Fact]
    public void Lengths_that_differ_are_refused() => Should.Throw<ArgumentException>(() => new ConfusionMatrix(2, 2).Add([0, 1], [0]));

    [Fact]
    public void Matrices_of_other_shapes_do_not_merge() =>
        Should.Throw<ArgumentException>(() => new ConfusionMatrix(2, 2).Merge(new ConfusionMatrix(2, 3))).Message.ShouldContain("2 × 3");

    [Fact]
    public void Ragged_or_negative_rows_are_refused()
    {
        Should.Throw<ArgumentException>(() => ConfusionMatrix.FromRows([[1L, 2], [3L]]));
        Should.Throw<ArgumentException>(() => ConfusionMatrix.FromRows([[1L, -2]]));
        Should.Throw<ArgumentException>(() => ConfusionMatrix.FromRows([]));
    }
}
