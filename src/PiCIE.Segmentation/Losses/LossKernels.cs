using System.Runtime.CompilerServices;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Losses;

/// <summary>Runs the inner loops of <see cref="FeatureLoss"/>, each over eight pixels that lie in the cache.</summary>
internal static unsafe class LossKernels
{
    /// <summary>Pixels that a kernel takes at a time.</summary>
    public const int Rows = CentroidPanel.RowsAtOnce;

    /// <summary>Turns scores into scale·w[y]·(p − [k = y]); returns Σ w[y]·(−log p[y]).</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static double Softmax<T>(float* scores, LossTerm term, nint row, int here, float scale)
        where T : unmanaged, ILanes<T>
    {
        int padded = term.Classifier.PaddedCount;
        double total = 0.0;
        for (int i = 0; i < Rows; i++, scores += padded)
        {
            if (i >= here)
            {
                new Span<float>(scores, padded).Clear();
                continue;
            }

            int label = term.Labels[row + i];
            float weight = term.Weights is null ? 1 : term.Weights[label];
            T best = T.Load(scores);
            for (int k = T.Count; k < padded; k += T.Count)
            {
                best = T.Max(best, T.Load(scores + k));
            }

            float largest = T.Largest(best);
            T shift = T.Fill(largest);
            T sum = T.Fill(0);
            float target = scores[label];
            for (int k = 0; k < padded; k += T.Count)
            {
                T e = T.Exp(T.Load(scores + k) - shift);
                sum += e;
                T.Store(e, scores + k);
            }

            float partition = T.Sum(sum);
            total += weight * (MathF.Log(partition) + (double)(largest - target));
            T factor = T.Fill(scale * weight / partition);
            for (int k = 0; k < padded; k += T.Count)
            {
                T.Store(T.Load(scores + k) * factor, scores + k);
            }

            scores[label] -= scale * weight;
        }

        return total;
    }

    /// <summary>Adds delta[8, K] · C[K, D] to back[8, D].</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void ProjectBack<T>(float* delta, CentroidPanel classifier, float* back)
        where T : unmanaged, ILanes<T>
    {
        int width = classifier.PaddedWidth;
        int padded = classifier.PaddedCount;
        int count = classifier.Count;
        for (int d = 0; d < width; d += T.Count)
        {
            float* to = back + d;
            T g0 = T.Load(to);
            T g1 = T.Load(to + width);
            T g2 = T.Load(to + (2 * width));
            T g3 = T.Load(to + (3 * width));
            T g4 = T.Load(to + (4 * width));
            T g5 = T.Load(to + (5 * width));
            T g6 = T.Load(to + (6 * width));
            T g7 = T.Load(to + (7 * width));
            float* centre = classifier.Rows + d;
            float* by = delta;
            for (int k = 0; k < count; k++, centre += width, by++)
            {
                T c = T.Load(centre);
                g0 = T.PlusProduct(g0, T.Fill(by[0]), c);
                g1 = T.PlusProduct(g1, T.Fill(by[padded]), c);
                g2 = T.PlusProduct(g2, T.Fill(by[2 * padded]), c);
                g3 = T.PlusProduct(g3, T.Fill(by[3 * padded]), c);
                g4 = T.PlusProduct(g4, T.Fill(by[4 * padded]), c);
                g5 = T.PlusProduct(g5, T.Fill(by[5 * padded]), c);
                g6 = T.PlusProduct(g6, T.Fill(by[6 * padded]), c);
                g7 = T.PlusProduct(g7, T.Fill(by[7 * padded]), c);
            }

            T.Store(g0, to);
            T.Store(g1, to + width);
            T.Store(g2, to + (2 * width));
            T.Store(g3, to + (3 * width));
            T.Store(g4, to + (4 * width));
            T.Store(g5, to + (5 * width));
            T.Store(g6, to + (6 * width));
            T.Store(g7, to + (7 * width));
        }
    }

    /// <summary>Writes the gradient through x ↦ x/‖x‖: (g − z·⟨z, g⟩)/‖x‖.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void ThroughNormalisation<T>(
        float* unit, PixelRows back, float* lengths, int here, int width, float* gradient)
        where T : unmanaged, ILanes<T>
    {
        for (int i = 0; i < here; i++)
        {
            float* z = unit + (i * width);
            float* g = back.Start + (i * back.Width);
            float* to = gradient + (i * width);
            float inverse = 1 / lengths[i];

            // A vector shorter than the smallest length was divided by a constant: no projection.
            float along = lengths[i] > (float)FeatureLength.Smallest ? -Dot<T>(z, g, width) : 0;
            T factor = T.Fill(along);
            T scale = T.Fill(inverse);
            int d = 0;
            for (; d <= width - T.Count; d += T.Count)
            {
                T projected = T.PlusProduct(T.Load(g + d), T.Load(z + d), factor);
                T.Store(projected * scale, to + d);
            }

            for (; d < width; d++)
            {
                to[d] = (g[d] + (z[d] * along)) * inverse;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot<T>(float* a, float* b, int width)
        where T : unmanaged, ILanes<T>
    {
        T sum = T.Fill(0);
        int d = 0;
        for (; d <= width - T.Count; d += T.Count)
        {
            sum = T.PlusProduct(sum, T.Load(a + d), T.Load(b + d));
        }

        float total = T.Sum(sum);
        for (; d < width; d++)
        {
            total += a[d] * b[d];
        }

        return total;
    }
}
