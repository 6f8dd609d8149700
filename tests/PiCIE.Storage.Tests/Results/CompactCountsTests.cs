using PiCIE.Storage.Results;

namespace PiCIE.Storage.Tests.Results;

public sealed class CompactCountsTests
{
    [Fact]
    public void Counts_come_back_as_they_were()
    {
        long[][] rows = [[0, 127, 128], [16_383, 16_384, long.MaxValue]];

        CompactCounts.Read(CompactCounts.Write(rows), 2, 3).ShouldBe(rows);
    }

    [Fact]
    public void Small_counts_take_a_byte() => CompactCounts.Write([[1, 2], [3, 127]]).Length.ShouldBe(4);

    [Fact]
    public void A_matrix_of_another_shape_is_refused()
    {
        byte[] bytes = CompactCounts.Write([[1, 2], [3, 4]]);

        Should.Throw<InvalidDataException>(() => CompactCounts.Read(bytes, 2, 1));
        Should.Throw<InvalidDataException>(() => CompactCounts.Read(bytes, 3, 2));
    }
}
