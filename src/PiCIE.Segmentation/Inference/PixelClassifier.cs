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

    /// <summary>The centroids so laid out that bias + ⟨z, row⟩ is the score of a z of length 1.</summary>
    public static CentroidPanel Panel(Centroids centroids, ClusterScore score) => score switch
    {
        ClusterScore.NegativeDistance => Distance(centroids),
        ClusterScore.Cosine => new CentroidPanel(centroids.Normalised().Values, centroids.Width, []),
        _ => new CentroidPanel(centroids.Values, centroids.Width, []),
    };

    /// <summary>The clusters of the pixels of one map.</summary>
    /// <param name="rows">[h·w, D] features as the network gave them.</param>
    /// <param name="height">h of the map.</param>
    /// <param name="width">w of the map.</param>
    /// <param name="clusters">Receives [H, W] cluster numbers.</param>
    /// <param name="targetHeight">H.</param>
    /// <param name="targetWidth">W.</param>
    /// <exception cref="FeaturesNotFiniteException">A score is no number.</exception>
    public void Classify(float* rows, int height, int width, Span<int> clusters, int targetHeight, int targetWidth)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Classify<Lanes512, Vector512<float>>(rows, height, width, clusters, targetHeight, targetWidth);
        }
        else
        {
            Classify<Lanes256, Vector256<float>>(rows, height, width, clusters, targetHeight, targetWidth);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _panel.Dispose();

    /// <summary>−‖z − μ‖² = 2⟨z, μ⟩ − ‖μ‖² − 1 of a z of length 1.</summary>
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

    private void Classify<TLanes, TVector>(float* rows, int height, int width, Span<int> clusters, int targetHeight, int targetWidth)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        using PixelRows scores = new(((long)height * width) + CentroidPanel.RowsAtOnce, _panel.PaddedCount);
        ScoreRows<TLanes, TVector>(rows, height * width, scores.Start);
        AxisTap[] down = AxisTap.Bilinear(0, height, targetHeight, flip: false), across = AxisTap.Bilinear(0, width, targetWidth, flip: false);
        fixed (int* target = clusters)
        {
            (nint from, nint to) = ((nint)scores.Start, (nint)target);
            CoreTeam.Run(targetHeight, CoreTeam.Size, 1, (_, first, end) =>
                Pick<TLanes, TVector>((float*)from, width, down.AsSpan((int)first..(int)end), across, (int*)to + (first * targetWidth)));
        }
    }

    private void ScoreRows<TLanes, TVector>(float* rows, int count, float* scores)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
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
                FeatureLength.Normalise<TLanes, TVector>(source, unit.Start, here, _panel.Width);
                _panel.Scores<TLanes, TVector>(unit.Start, target);
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
    private void Pick<TLanes, TVector>(float* scores, int width, ReadOnlySpan<AxisTap> rows, ReadOnlySpan<AxisTap> columns, int* target)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int padded = _panel.PaddedCount;
        using PixelRows one = new(1, padded);
        foreach ((int top, int bottom, float down) in rows)
        {
            foreach ((int left, int right, float across) in columns)
            {
                float* a = scores + (((long)top * width) + left) * padded, b = scores + (((long)top * width) + right) * padded;
                float* c = scores + (((long)bottom * width) + left) * padded, d = scores + (((long)bottom * width) + right) * padded;
                TVector rightShare = TLanes.Fill(across), leftShare = TLanes.Fill(1 - across), lowShare = TLanes.Fill(down), highShare = TLanes.Fill(1 - down);
                for (int k = 0; k < padded; k += TLanes.Count)
                {
                    TVector high = TLanes.Fma(TLanes.Load(b + k), rightShare, TLanes.Multiply(TLanes.Load(a + k), leftShare));
                    TVector low = TLanes.Fma(TLanes.Load(d + k), rightShare, TLanes.Multiply(TLanes.Load(c + k), leftShare));
                    TLanes.Store(TLanes.Fma(low, lowShare, TLanes.Multiply(high, highShare)), one.Start + k);
                }

                *target++ = CentroidPanel.Largest<TLanes, TVector>(one.Start, padded);
            }
        }
    }
}
