using System.Runtime.CompilerServices;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Clustering;

/// <summary>Divides feature vectors by their L2 length: z = x / max(‖x‖, 1e-12) (science.md 1.4.2).</summary>
internal static unsafe class FeatureLength
{
    /// <summary>Shorter vectors are divided by this instead of by their length.</summary>
    public const double Smallest = 1e-12;

    /// <summary>Computes the length of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Of<T>(float* row, int width)
        where T : unmanaged, ILanes<T>
    {
        T sum = T.Fill(0);
        int d = 0;
        for (; d <= width - T.Count; d += T.Count)
        {
            T x = T.Load(row + d);
            sum = T.PlusProduct(sum, x, x);
        }

        float square = T.Sum(sum);
        for (; d < width; d++)
        {
            square += row[d] * row[d];
        }

        return MathF.Sqrt(square);
    }

    /// <summary>Copies rows, each divided by its length; source and destination may be the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Normalise<T>(float* source, float* destination, nint rows, int width)
        where T : unmanaged, ILanes<T>
    {
        for (nint r = 0; r < rows; r++, source += width, destination += width)
        {
            float inverse = 1f / MathF.Max(Of<T>(source, width), (float)Smallest);
            T factor = T.Fill(inverse);
            int d = 0;
            for (; d <= width - T.Count; d += T.Count)
            {
                T.Store(T.Load(source + d) * factor, destination + d);
            }

            for (; d < width; d++)
            {
                destination[d] = source[d] * inverse;
            }
        }
    }
}
