using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Lanes;
using TorchSharp;
using static TorchSharp.torch;

namespace PiCIE.Segmentation.Inference;

/// <summary>
/// Turns a feature map into the cluster of each pixel: normalise, score against the centroids, bring the scores (never the labels) to the wanted
/// size by bilinear interpolation, take the best (science.md 1.4.6, A.7).
/// </summary>
internal sealed unsafe class PixelClassifier : IDisposable
{
    private readonly CentroidPanel _panel;

    /// <summary>Lays the centroids out.</summary>
    public PixelClassifier(Centroids centroids, ClusterScore score) => _panel = score switch
    {
        ClusterScore.NegativeDistance => Distance(centroids),
        ClusterScore.Cosine => new CentroidPanel(centroids.Normalised().Values, centroids.Width, []),
        _ => new CentroidPanel(centroids.Values, centroids.Width, []),
    };

    /// <summary>A linear classifier with a bias, on normalised features.</summary>
    public PixelClassifier(Centroids weight, ReadOnlySpan<float> bias) => _panel = new CentroidPanel(weight.Values, weight.Width, bias);

    /// <summary>The clusters of the pixels of one map.</summary>
    /// <param name="rows">[h·w, D] features as the network gave them.</param>
    /// <param name="height">h of the map.</param>
    /// <param name="width">w of the map.</param>
    /// <param name="clusters">Receives [H, W] cluster numbers.</param>
    /// <param name="targetHeight">H.</param>
    /// <param name="targetWidth">W.</param>
    public void Classify(float* rows, int height, int width, Span<int> clusters, int targetHeight, int targetWidth)
    {
        int padded = _panel.PaddedCount;
        using PixelRows scores = new(((long)height * width) + CentroidPanel.RowsAtOnce, padded);
        ScoreRows(rows, height * width, scores.Start);
        fixed (int* target = clusters)
        {
            (nint from, nint to) = ((nint)scores.Start, (nint)target);
            CoreTeam.Run(targetHeight, CoreTeam.Size, 1, (_, first, end) =>
            {
                if (Vector512.IsHardwareAccelerated)
                {
                    Pick<Lanes512, Vector512<float>>((float*)from, height, width, (int*)to, targetHeight, targetWidth, first, end);
                }
                else
                {
                    Pick<Lanes256, Vector256<float>>((float*)from, height, width, (int*)to, targetHeight, targetWidth, first, end);
                }
            });
        }
    }

    /// <summary>Scores [count, K] of feature rows, before any interpolation.</summary>
    public float[] Scores(float* rows, int count)
    {
        using PixelRows padded = new(count + CentroidPanel.RowsAtOnce, _panel.PaddedCount);
        ScoreRows(rows, count, padded.Start);
        float[] scores = new float[count * _panel.Count];
        for (int row = 0; row < count; row++)
        {
            new ReadOnlySpan<float>(padded.Start + ((long)row * _panel.PaddedCount), _panel.Count).CopyTo(scores.AsSpan(row * _panel.Count));
        }

        return scores;
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

    private void ScoreRows(float* rows, int count, float* scores) =>
        CoreTeam.Run(count, CoreTeam.Size, CentroidPanel.RowsAtOnce, (_, from, to) =>
        {
            using PixelRows unit = new(CentroidPanel.RowsAtOnce, _panel.Width);
            for (nint row = from; row < to; row += CentroidPanel.RowsAtOnce)
            {
                int here = (int)Math.Min(CentroidPanel.RowsAtOnce, to - row);
                new Span<float>(unit.Start, CentroidPanel.RowsAtOnce * _panel.Width).Clear();
                float* source = rows + (row * _panel.Width), target = scores + (row * _panel.PaddedCount);
                if (Vector512.IsHardwareAccelerated)
                {
                    FeatureLength.Normalise<Lanes512, Vector512<float>>(source, unit.Start, here, _panel.Width);
                    _panel.Scores<Lanes512, Vector512<float>>(unit.Start, target);
                }
                else
                {
                    FeatureLength.Normalise<Lanes256, Vector256<float>>(source, unit.Start, here, _panel.Width);
                    _panel.Scores<Lanes256, Vector256<float>>(unit.Start, target);
                }
            }
        });

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void Pick<TLanes, TVector>(float* scores, int height, int width, int* target, int targetHeight, int targetWidth, nint first, nint end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int padded = _panel.PaddedCount;
        using PixelRows one = new(1, padded);
        for (nint y = first; y < end; y++)
        {
            (int top, int bottom, float down) = InterpolationSource.Of((int)y, targetHeight, height);
            for (int x = 0; x < targetWidth; x++)
            {
                (int left, int right, float across) = InterpolationSource.Of(x, targetWidth, width);
                float* a = scores + (((long)top * width) + left) * padded, b = scores + (((long)top * width) + right) * padded;
                float* c = scores + (((long)bottom * width) + left) * padded, d = scores + (((long)bottom * width) + right) * padded;
                TVector rightShare = TLanes.Fill(across), leftShare = TLanes.Fill(1 - across), lowShare = TLanes.Fill(down), highShare = TLanes.Fill(1 - down);
                for (int k = 0; k < padded; k += TLanes.Count)
                {
                    TVector high = TLanes.Fma(TLanes.Load(b + k), rightShare, TLanes.Multiply(TLanes.Load(a + k), leftShare));
                    TVector low = TLanes.Fma(TLanes.Load(d + k), rightShare, TLanes.Multiply(TLanes.Load(c + k), leftShare));
                    TLanes.Store(TLanes.Fma(low, lowShare, TLanes.Multiply(high, highShare)), one.Start + k);
                }

                target[(y * targetWidth) + x] = CentroidPanel.Largest<TLanes, TVector>(one.Start, padded);
            }
        }
    }
}
