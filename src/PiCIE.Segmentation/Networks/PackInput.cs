using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Views;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>Makes network input straight from an evaluation pack.</summary>
internal static class PackInput
{
    /// <summary>Reads photographs and normalises them: [N, 3, S, S].</summary>
    public static Tensor Read(PackReader pack, IReadOnlyList<int> photographs)
    {
        int side = pack.Format.Width, length = side * side * 3;
        return FeatureMaps.Input(photographs.Count, side, target =>
        {
            for (int n = 0; n < photographs.Count; n++)
            {
                Normalisation.Apply(pack.Record(photographs[n]), target.Slice(n * length, length));
            }
        });
    }
}
