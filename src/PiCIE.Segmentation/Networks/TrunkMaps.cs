using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>Holds the maps that the trunk gives, at 1/4, 1/8, 1/16 and 1/32 of the photograph's size. Disposing it disposes them.</summary>
internal sealed record TrunkMaps(Tensor Res2, Tensor Res3, Tensor Res4, Tensor Res5) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Res2.Dispose();
        Res3.Dispose();
        Res4.Dispose();
        Res5.Dispose();
    }
}
