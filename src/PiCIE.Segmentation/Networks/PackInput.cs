using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Views;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Networks;

/// <summary>Network input straight from an evaluation pack.</summary>
internal static class PackInput
{
    /// <summary>Normalised photographs [N, 3, S, S].</summary>
    public static Tensor Of(PackReader pack, IReadOnlyList<int> photographs)
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
