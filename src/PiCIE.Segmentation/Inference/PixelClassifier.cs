using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Lanes;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Inference;

/// <summary>
/// Turns a feature map into the cluster of each pixel: normalise, score against the centroids, bring the scores (never the labels) to the wanted
/// size by bilinear interpolation, take the best (science.md 1.4.6, A.7).
/// </summary>
internal sealed unsafe class PixelClassifier : IDisposable
{
    private readonly CentroidPanel _panel;

    /// <summary>Lays the centroids out.</summary>
    public PixelClassifier(Centroids centroids, ClusterScore score) => _panel = Panel(centroids, score);

    /// <summary>Lays the centroids out so that bias + ⟨z, row⟩ is the score of a z of length 1.</summary>
    public static CentroidPanel Panel(Centroids centroids, ClusterScore score) => score switch
    {
        ClusterScore.InnerProduct => new CentroidPanel(centroids.Values, centroids.Width, []),
        ClusterScore.NegativeDistance => Distance(centroids),
        ClusterScore.Cosine => new CentroidPanel(centroids.Normalised().Values, centroids.Width, []),
        _ => throw new ArgumentOutOfRangeException(nameof(score), score, "A score is an inner product, a negative distance or a cosine."),
    };

    /// <summary>Finds the clusters of the pixels of one map.</summary>
    /// <param name="rows">[h·w, D] features as the network gave them.</param>
    /// <param name="height">h of the map.</param>
    /// <param name="width">w of the map.</param>
    /// <param name="clusters">Receives [H, W] cluster numbers.</param>
    /// <param name="targetHeight">H.</param>
    /// <param name="targetWidth">W.</param>
    /// <exception cref="FeaturesNotFiniteException">A score is NaN.</exception>
    public void Classify(float* rows, int height, int width, Span<int> clusters, int targetHeight, int targetWidth)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Classify<Lanes512>(rows, height, width, clusters, targetHeight, targetWidth);
        }
        else
        {
            Classify<Lanes256>(rows, height, width, clusters, targetHeight, targetWidth);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _panel.Dispose();

    /// <summary>Lays the centroids out for −‖z − μ‖² = 2⟨z, μ⟩ − ‖μ‖² − 1 of a z of length 1.</summary>
    private static CentroidPanel Distance(Centroids centroids)
    {
        float[] doubled = new float[centroids.Values.Length], bias = new float[centroids.Count];
        for (int i = 0; i < doubled.Length; i++)
        {
            float value = centroids.Values[i];
            doubled[i] = 2 * value;
            bias[i / centroids.Width] += value * value;
        }

        return new CentroidPanel(doubled, centroids.Width, [.. bias.Select(square => -1 - square)]);
    }

    private void Classify<T>(float* rows, int height, int width, Span<int> clusters, int targetHeight, int targetWidth)
        where T : unmanaged, ILanes<T>
    {
        using PixelRows scores = new(((long)height * width) + CentroidPanel.RowsAtOnce, _panel.PaddedCount);
        ScoreRows<T>(rows, height * width, scores.Start);
        AxisTap[] down = AxisTap.Bilinear(0, height, targetHeight, flip: false), across = AxisTap.Bilinear(0, width, targetWidth, flip: false);
        fixed (int* target = clusters)
        {
            (nint from, nint to) = ((nint)scores.Start, (nint)target);
            CoreTeam.Run(targetHeight, CoreTeam.Size, 1, (_, first, end) =>
                Pick<T>((float*)from, width, down.AsSpan((int)first..(int)end), across, (int*)to + (first * targetWidth)));
        }
    }

    private void ScoreRows<T>(float* rows, int count, float* scores)
        where T : unmanaged, ILanes<T>
    {
        bool finite = true;
        CoreTeam.Run(count, CoreTeam.Size, CentroidPanel.RowsAtOnce, (_, from, to) =>
        {
            using PixelRows unit = new(CentroidPanel.RowsAtOnce, _panel.Width);
            for (nint row = from; row < to; row += CentroidPanel.RowsAtOnce)
            {
                int here = (int)Math.Min(CentroidPanel.RowsAtOnce, to - row);
                new Span<float>(unit.Start, CentroidPanel.RowsAtOnce * _panel.Width).Clear();
                float* source = rows + (row * _panel.Width), target = scores + (row * _panel.PaddedCount);
                FeatureLength.Normalise<T>(source, unit.Start, here, _panel.Width);
                _panel.Scores<T>(unit.Start, target);
                for (int one = 0; one < here; one++)
                {
                    // A feature that is no number is in every score of its row.
                    if (float.IsNaN(target[one * _panel.PaddedCount]))
                    {
                        Volatile.Write(ref finite, false);
                    }
                }
            }
        });
        if (!finite)
        {
            throw new FeaturesNotFiniteException();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Pick<T>(float* scores, int width, ReadOnlySpan<AxisTap> rows, ReadOnlySpan<AxisTap> columns, int* target)
        where T : unmanaged, ILanes<T>
    {
        int padded = _panel.PaddedCount;
        using PixelRows one = new(1, padded);
        foreach ((int top, int bottom, float down) in rows)
        {
            foreach ((int left, int right, float across) in columns)
            {
                float* a = scores + (((long)top * width) + left) * padded, b = scores + (((long)top * width) + right) * padded;
                float* c = scores + (((long)bottom * width) + left) * padded, d = scores + (((long)bottom * width) + right) * padded;
                T rightShare = T.Fill(across), leftShare = T.Fill(1 - across), lowShare = T.Fill(down), highShare = T.Fill(1 - down);
                for (int k = 0; k < padded; k += T.Count)
                {
                    T high = T.PlusProduct(T.Load(a + k) * leftShare, T.Load(b + k), rightShare);
                    T low = T.PlusProduct(T.Load(c + k) * leftShare, T.Load(d + k), rightShare);
                    T.Store(T.PlusProduct(high * highShare, low, lowShare), one.Start + k);
                }

                *target++ = CentroidPanel.Largest<T>(one.Start, padded);
            }
        }
    }
}
