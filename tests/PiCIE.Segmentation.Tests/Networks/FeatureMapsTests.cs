using PiCIE.Segmentation.Networks;

namespace PiCIE.Segmentation.Tests.Networks;

public sealed unsafe class FeatureMapsTests
{
    /// <summary>A batch of 256 photographs at 384 pixels with 256 features is that large. Memory is only reserved: two pages are touched.</summary>
    [Fact]
    public void A_map_of_more_than_2_GiB_is_handed_on_whole()
    {
        const int Side = 1024;
        const int Width = 520;
        using TorchSharp.torch.Tensor map = FeatureMaps.Empty(1, Width, Side, Side);
        FeatureMaps.WithRows(map, rows =>
        {
            rows[0] = 3;
            rows[((long)Side * Side * Width) - 1] = 7;
        });
        map[0, 0, 0, 0].item<float>().ShouldBe(3);
        map[0, Width - 1, Side - 1, Side - 1].item<float>().ShouldBe(7);
    }
}
