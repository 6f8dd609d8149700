using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Clustering;

/// <summary>
/// Lays centroids out for the kernels: columns of 16 clusters, feature by feature, so that one load holds the same feature of
/// many clusters; and the plain rows, each padded to whole vectors. Clusters that fill the last column up to 16 have a bias of −1e30: they
/// never win an argmax and have probability 0.
/// </summary>
internal sealed unsafe class CentroidPanel : IDisposable
{
    /// <summary>Rows that <see cref="Scores"/> takes at a time.</summary>
    public const int RowsAtOnce = 8;

    private const int Column = 16;

    // Finite, so that an interpolation between two of them with weight 0 is still a number.
    private const float Never = -1e30f;
    private readonly float* _memory;
    private bool _disposed;

    /// <summary>Lays centroids out.</summary>
    /// <param name="values">[K, D] row-major.</param>
    /// <param name="width">D, the features of a centroid.</param>
    /// <param name="bias">Number that is added to each cluster's inner product; none when empty.</param>
    public CentroidPanel(ReadOnlySpan<float> values, int width, ReadOnlySpan<float> bias)
    {
        Width = width;
        Count = values.Length / width;
        PaddedCount = (Count + Column - 1) / Column * Column;
        PaddedWidth = (width + Column - 1) / Column * Column;
        int floats = (PaddedCount * width) + PaddedCount + (PaddedCount * PaddedWidth);
        _memory = (float*)NativeMemory.AlignedAlloc((nuint)floats * sizeof(float), 64);
        NativeMemory.Clear(_memory, (nuint)floats * sizeof(float));
        Fill(values, bias);
    }

    ~CentroidPanel() => Free();

    /// <summary>K, the number of clusters.</summary>
    public int Count { get; }

    /// <summary>K up to the next multiple of 16.</summary>
    public int PaddedCount { get; }

    /// <summary>D, the features of a centroid.</summary>
    public int Width { get; }

    /// <summary>D up to the next multiple of 16.</summary>
    public int PaddedWidth { get; }

    /// <summary>Bias of each padded cluster.</summary>
    public float* Bias => _memory + (PaddedCount * Width);

    /// <summary>Rows of <see cref="PaddedWidth"/> numbers, <see cref="PaddedCount"/> of them.</summary>
    public float* Rows => Bias + PaddedCount;

    /// <summary>Makes the panel for the argmax of nearness: inner product − ½‖μ‖², which orders clusters as −‖x − μ‖² does.</summary>
    public static CentroidPanel ForDistance(Centroids centroids)
    {
        float[] bias = new float[centroids.Count];
        for (int k = 0; k < bias.Length; k++)
        {
            double square = 0.0;
            foreach (float x in centroids[k])
            {
                square += (double)x * x;
            }

            bias[k] = (float)(-0.5 * square);
        }

        return new CentroidPanel(centroids.Values, centroids.Width, bias);
    }

    /// <summary>Writes bias + inner products of 8 rows with all clusters: [8, PaddedCount].</summary>
    /// <remarks>Eight accumulators hide the latency of the fused multiply-add; the column stays in the first-level cache.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Scores<T>(float* rows, float* scores)
        where T : unmanaged, ILanes<T>
    {
        int width = Width;
        float* r0 = rows, r1 = r0 + width, r2 = r1 + width, r3 = r2 + width;
        float* r4 = r3 + width, r5 = r4 + width, r6 = r5 + width, r7 = r6 + width;
        for (int k = 0; k < PaddedCount; k += T.Count)
        {
            T s0 = T.Load(Bias + k);
            T s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
            float* column = _memory + ((k / Column) * Column * width) + (k % Column);
            for (int d = 0; d < width; d++, column += Column)
            {
                T c = T.Load(column);
                s0 = T.PlusProduct(s0, T.Fill(r0[d]), c);
                s1 = T.PlusProduct(s1, T.Fill(r1[d]), c);
                s2 = T.PlusProduct(s2, T.Fill(r2[d]), c);
                s3 = T.PlusProduct(s3, T.Fill(r3[d]), c);
                s4 = T.PlusProduct(s4, T.Fill(r4[d]), c);
                s5 = T.PlusProduct(s5, T.Fill(r5[d]), c);
                s6 = T.PlusProduct(s6, T.Fill(r6[d]), c);
                s7 = T.PlusProduct(s7, T.Fill(r7[d]), c);
            }

            float* to = scores + k;
            T.Store(s0, to);
            T.Store(s1, to + PaddedCount);
            T.Store(s2, to + (2 * PaddedCount));
            T.Store(s3, to + (3 * PaddedCount));
            T.Store(s4, to + (4 * PaddedCount));
            T.Store(s5, to + (5 * PaddedCount));
            T.Store(s6, to + (6 * PaddedCount));
            T.Store(s7, to + (7 * PaddedCount));
        }
    }

    /// <summary>Finds the index of the largest of a row of scores, the lowest on ties; gives 0 where a score is NaN, which the caller must see to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Largest<T>(float* scores, int paddedCount)
        where T : unmanaged, ILanes<T>
    {
        T best = T.Load(scores);
        for (int k = T.Count; k < paddedCount; k += T.Count)
        {
            best = T.Max(best, T.Load(scores + k));
        }

        float largest = T.Largest(best);
        for (int k = 0; k < paddedCount; k += T.Count)
        {
            int lane = T.FirstEqual(T.Load(scores + k), largest);
            if (lane < T.Count)
            {
                return k + lane;
            }
        }

        // Only a NaN equals nothing. Callers look at the distances or scores of a whole pass and end it with an error.
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Fill(ReadOnlySpan<float> values, ReadOnlySpan<float> bias)
    {
        for (int k = 0; k < PaddedCount; k++)
        {
            if (k >= Count)
            {
                Bias[k] = Never;
                continue;
            }

            Bias[k] = bias.IsEmpty ? 0 : bias[k];
            for (int d = 0; d < Width; d++)
            {
                float value = values[(k * Width) + d];
                _memory[((k / Column) * Column * Width) + (d * Column) + (k % Column)] = value;
                Rows[(k * PaddedWidth) + d] = value;
            }
        }
    }

    private void Free()
    {
        if (!_disposed)
        {
            NativeMemory.AlignedFree(_memory);
            _disposed = true;
        }
    }
}
