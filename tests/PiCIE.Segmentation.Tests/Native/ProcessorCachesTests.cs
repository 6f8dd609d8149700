using PiCIE.Segmentation.Native;

namespace PiCIE.Segmentation.Tests.Native;

public sealed class ProcessorCachesTests
{
    private const int Extended = unchecked((int)0x80000000);
    private const int Amd = unchecked((int)0x8000001D);

    [Theory]
    [InlineData(0x1B, 0x121, 0, 0, true)]
    [InlineData(0x10, 0, 0x80000022, 0x121, true)]
    [InlineData(0x1B, 0, 0x80000022, 0, false)]
    [InlineData(0x1B, 0, 0x80000008, 0x121, false)]
    [InlineData(0x02, 0x121, 0, 0, false)]
    public void A_processor_describes_its_caches_in_the_leaf_of_either_maker(long leaves, int leaf4, long extended, int leafAmd, bool described) =>
        ProcessorCaches.AreDescribedBy((leaf, _) => (leaf switch
        {
            0 => unchecked((int)leaves),
            4 => leaf4,
            Extended => unchecked((int)extended),
            Amd => leafAmd,
            _ => 0,
        }, 0, 0, 0)).ShouldBe(described);
}
