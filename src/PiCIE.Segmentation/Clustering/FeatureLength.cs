using System.Runtime.CompilerServices;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Clustering;

/// <summary>L2 length of feature vectors: z = x / max(‖x‖, 1e-12) (science.md 1.4.2).</summary>
internal static unsafe class FeatureLength
{
    /// <summary>Shorter vectors are divided by this instead of by their length.</summary>
    public const double Smallest = 1e-12;

    /// <summary>Length of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of<TLanes, TVector>(float* row, int width)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector sum = TLanes.Fill(0);
        int d = 0;
        for (; d <= width - TLanes.Count; d += TLanes.Count)
        {
            TVector x = TLanes.Load(row + d);
            sum = TLanes.Fma(x, x, sum);
        }

        float square = TLanes.Sum(sum);
        for (; d < width; d++)
        {
            square += row[d] * row[d];
        }

        return MathF.Sqrt(square);
    }

    /// <summary>Copies rows, each divided by its length; source and destination may be the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Normalise<TLanes, TVector>(float* source, float* destination, nint rows, int width)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (nint r = 0; r < rows; r++, source += width, destination += width)
        {
            float inverse = 1f / MathF.Max(Of<TLanes, TVector>(source, width), (float)Smallest);
            TVector factor = TLanes.Fill(inverse);
            int d = 0;
            for (; d <= width - TLanes.Count; d += TLanes.Count)
            {
                TLanes.Store(TLanes.Multiply(TLanes.Load(source + d), factor), destination + d);
            }

            for (; d < width; d++)
            {
                destination[d] = source[d] * inverse;
            }
        }
    }
}
