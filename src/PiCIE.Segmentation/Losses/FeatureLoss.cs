using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Losses;

/// <summary>
/// Loss terms of one view and their gradient with respect to the raw features, in one pass over the pixels: normalise, score,
/// softmax, project back, undo the normalisation. Eight pixels at a time, everything between in the cache.
/// </summary>
internal static unsafe class FeatureLoss
{
    private const int Eight = CentroidPanel.RowsAtOnce;
    private const int Granularity = 64;

    /// <summary>Adds up the terms and writes the gradient of Σ share·term + meanSquare·Σ(z − z′)².</summary>
    /// <param name="features">[rows, D] raw features.</param>
    /// <param name="rows">Pixels.</param>
    /// <param name="terms">Cross entropies, all of width D.</param>
    /// <param name="other">Raw features of the other view, for the squared difference; null leaves it out.</param>
    /// <param name="squareFactor">Factor of Σ(z − z′)² in the total loss.</param>
    /// <param name="gradient">[rows, D]; every number is written.</param>
    /// <param name="wide">Whether to use the wide vectors.</param>
    public static LossShare Compute(
        float* features, nint rows, LossTerm[] terms, float* other, double squareFactor, float* gradient, bool? wide = null)
    {
        float[] scales = new float[terms.Length];
        for (int t = 0; t < terms.Length; t++)
        {
            scales[t] = (float)(terms[t].Share / terms[t].TotalWeight(rows));
        }

        LossShare?[] shares = new LossShare?[CoreTeam.Size];
        CoreTeam.Run(rows, shares.Length, Granularity, (share, from, to) =>
        {
            FeatureBatch batch = new(features, other, gradient, from, to);
            shares[share] = wide ?? Vector512.IsHardwareAccelerated
                ? Pass<Lanes512, Vector512<float>>(batch, terms, scales, (float)squareFactor)
                : Pass<Lanes256, Vector256<float>>(batch, terms, scales, (float)squareFactor);
        });

        LossShare total = new(terms.Length);
        foreach (LossShare? share in shares)
        {
            if (share is not null)
            {
                total.Add(share);
            }
        }

        return total;
    }

    private static LossShare Pass<TLanes, TVector>(FeatureBatch batch, LossTerm[] terms, float[] scales, float squareFactor)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int width = terms[0].Classifier.Width;
        LossShare total = new(terms.Length);
        using PixelRows unit = new(Eight, width);
        using PixelRows theirs = new(Eight, width);
        using PixelRows back = new(Eight, terms[0].Classifier.PaddedWidth);
        using PixelRows scores = new(Eight, terms.Max(t => t.Classifier.PaddedCount));
        float* lengths = stackalloc float[Eight];
        for (nint r = batch.From; r < batch.To; r += Eight)
        {
            int here = (int)Math.Min(Eight, batch.To - r);
            Unit<TLanes, TVector>(batch.Features + (r * width), here, unit, lengths);
            new Span<float>(back.Start, Eight * back.Width).Clear();
            if (batch.Other != null)
            {
                Unit<TLanes, TVector>(batch.Other + (r * width), here, theirs, null);
                total.SquaredDifference += Difference(unit.Start, theirs.Start, here, width, squareFactor, back);
            }

            for (int t = 0; t < terms.Length; t++)
            {
                LossTerm term = terms[t];
                term.Classifier.Scores<TLanes, TVector>(unit.Start, scores.Start);
                total.NegativeLogLikelihood[t] += Softmax<TLanes, TVector>(scores.Start, term, r, here, scales[t]);
                ProjectBack<TLanes, TVector>(scores.Start, term.Classifier, back.Start);
                if (term.LearnsClassifier)
                {
                    double[] learned = total.ClassifierGradient[t] ??= new double[term.Classifier.Count * (width + 1)];
                    AddClassifierGradient(scores.Start, unit.Start, here, term.Classifier, learned);
                }
            }

            ThroughNormalisation<TLanes, TVector>(unit.Start, back, lengths, here, width, batch.Gradient + (r * width));
        }

        return total;
    }

    /// <summary>Unit vectors of up to eight rows; rows that are not there become zeros.</summary>
    private static void Unit<TLanes, TVector>(float* rows, int here, PixelRows unit, float* lengths)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        FeatureLength.Normalise<TLanes, TVector>(rows, unit.Start, here, unit.Width);
        if (here < Eight)
        {
            new Span<float>(unit.Start + (here * unit.Width), (Eight - here) * unit.Width).Clear();
        }

        for (int i = 0; i < here && lengths != null; i++)
        {
            lengths[i] = MathF.Max(FeatureLength.Of<TLanes, TVector>(rows + (i * unit.Width), unit.Width), (float)FeatureLength.Smallest);
        }
    }

    private static double Difference(float* unit, float* theirs, int here, int width, float factor, PixelRows back)
    {
        double total = 0.0;
        for (int i = 0; i < here; i++)
        {
            for (int d = 0; d < width; d++)
            {
                float difference = unit[(i * width) + d] - theirs[(i * width) + d];
                total += difference * difference;
                back.Start[(i * back.Width) + d] = 2 * factor * difference;
            }
        }

        return total;
    }

    /// <summary>Turns scores into scale·w[y]·(p − [k = y]); returns Σ w[y]·(−log p[y]).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static double Softmax<TLanes, TVector>(float* scores, LossTerm term, nint row, int here, float scale)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int padded = term.Classifier.PaddedCount;
        double total = 0.0;
        for (int i = 0; i < Eight; i++, scores += padded)
        {
            if (i >= here)
            {
                new Span<float>(scores, padded).Clear();
                continue;
            }

            int label = term.Labels[row + i];
            float weight = term.Weights is null ? 1 : term.Weights[label];
            TVector best = TLanes.Load(scores);
            for (int k = TLanes.Count; k < padded; k += TLanes.Count)
            {
                best = TLanes.Max(best, TLanes.Load(scores + k));
            }

            float largest = TLanes.Largest(best);
            TVector shift = TLanes.Fill(largest);
            TVector sum = TLanes.Fill(0);
            float target = scores[label];
            for (int k = 0; k < padded; k += TLanes.Count)
            {
                TVector e = TLanes.Exp(TLanes.Subtract(TLanes.Load(scores + k), shift));
                sum = TLanes.Add(sum, e);
                TLanes.Store(e, scores + k);
            }

            float partition = TLanes.Sum(sum);
            total += weight * (MathF.Log(partition) + (double)(largest - target));
            TVector factor = TLanes.Fill(scale * weight / partition);
            for (int k = 0; k < padded; k += TLanes.Count)
            {
                TLanes.Store(TLanes.Multiply(TLanes.Load(scores + k), factor), scores + k);
            }

            scores[label] -= scale * weight;
        }

        return total;
    }

    /// <summary>back[8, D] += delta[8, K] · C[K, D].</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ProjectBack<TLanes, TVector>(float* delta, CentroidPanel classifier, float* back)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int width = classifier.PaddedWidth;
        int padded = classifier.PaddedCount;
        int count = classifier.Count;
        for (int d = 0; d < width; d += TLanes.Count)
        {
            float* to = back + d;
            TVector g0 = TLanes.Load(to);
            TVector g1 = TLanes.Load(to + width);
            TVector g2 = TLanes.Load(to + (2 * width));
            TVector g3 = TLanes.Load(to + (3 * width));
            TVector g4 = TLanes.Load(to + (4 * width));
            TVector g5 = TLanes.Load(to + (5 * width));
            TVector g6 = TLanes.Load(to + (6 * width));
            TVector g7 = TLanes.Load(to + (7 * width));
            float* centre = classifier.Rows + d;
            float* by = delta;
            for (int k = 0; k < count; k++, centre += width, by++)
            {
                TVector c = TLanes.Load(centre);
                g0 = TLanes.Fma(TLanes.Fill(by[0]), c, g0);
                g1 = TLanes.Fma(TLanes.Fill(by[padded]), c, g1);
                g2 = TLanes.Fma(TLanes.Fill(by[2 * padded]), c, g2);
                g3 = TLanes.Fma(TLanes.Fill(by[3 * padded]), c, g3);
                g4 = TLanes.Fma(TLanes.Fill(by[4 * padded]), c, g4);
                g5 = TLanes.Fma(TLanes.Fill(by[5 * padded]), c, g5);
                g6 = TLanes.Fma(TLanes.Fill(by[6 * padded]), c, g6);
                g7 = TLanes.Fma(TLanes.Fill(by[7 * padded]), c, g7);
            }

            TLanes.Store(g0, to);
            TLanes.Store(g1, to + width);
            TLanes.Store(g2, to + (2 * width));
            TLanes.Store(g3, to + (3 * width));
            TLanes.Store(g4, to + (4 * width));
            TLanes.Store(g5, to + (5 * width));
            TLanes.Store(g6, to + (6 * width));
            TLanes.Store(g7, to + (7 * width));
        }
    }

    private static void AddClassifierGradient(float* delta, float* unit, int here, CentroidPanel classifier, double[] learned)
    {
        int width = classifier.Width;
        for (int i = 0; i < here; i++)
        {
            for (int k = 0; k < classifier.Count; k++)
            {
                double by = (double)delta[(i * classifier.PaddedCount) + k];
                for (int d = 0; d < width; d++)
                {
                    learned[(k * (width + 1)) + d] += by * unit[(i * width) + d];
                }

                learned[(k * (width + 1)) + width] += by;
            }
        }
    }

    /// <summary>Gradient of x ↦ x/‖x‖: (g − z·⟨z, g⟩)/‖x‖.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ThroughNormalisation<TLanes, TVector>(
        float* unit, PixelRows back, float* lengths, int here, int width, float* gradient)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int i = 0; i < here; i++)
        {
            float* z = unit + (i * width);
            float* g = back.Start + (i * back.Width);
            float* to = gradient + (i * width);
            float inverse = 1 / lengths[i];

            // A vector shorter than the smallest length was divided by a constant: no projection.
            float along = lengths[i] > (float)FeatureLength.Smallest ? -Dot<TLanes, TVector>(z, g, width) : 0;
            TVector factor = TLanes.Fill(along);
            TVector scale = TLanes.Fill(inverse);
            int d = 0;
            for (; d <= width - TLanes.Count; d += TLanes.Count)
            {
                TVector projected = TLanes.Fma(TLanes.Load(z + d), factor, TLanes.Load(g + d));
                TLanes.Store(TLanes.Multiply(projected, scale), to + d);
            }

            for (; d < width; d++)
            {
                to[d] = (g[d] + (z[d] * along)) * inverse;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot<TLanes, TVector>(float* a, float* b, int width)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector sum = TLanes.Fill(0);
        int d = 0;
        for (; d <= width - TLanes.Count; d += TLanes.Count)
        {
            sum = TLanes.Fma(TLanes.Load(a + d), TLanes.Load(b + d), sum);
        }

        float total = TLanes.Sum(sum);
        for (; d < width; d++)
        {
            total += a[d] * b[d];
        }

        return total;
    }

    private readonly struct FeatureBatch(float* features, float* other, float* gradient, nint from, nint to)
    {
        public float* Features { get; } = features;

        public float* Other { get; } = other;

        public float* Gradient { get; } = gradient;

        public nint From { get; } = from;

        public nint To { get; } = to;
    }
}
