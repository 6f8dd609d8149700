using System.Runtime.Intrinsics;
using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Lanes;

namespace PiCIE.Segmentation.Losses;

/// <summary>
/// Computes the loss terms of one view and their gradient with respect to the raw features in one pass over the pixels: normalise, score,
/// softmax, project back, undo the normalisation. It takes eight pixels at a time, so that everything between stays in the cache.
/// </summary>
internal static unsafe class FeatureLoss
{
    private const int Eight = LossKernels.Rows;
    private const int Granularity = 64;

    /// <summary>Adds up the terms and writes the gradient of Σ share·term + meanSquare·Σ(z − z′)².</summary>
    /// <param name="features">[rows, D] raw features.</param>
    /// <param name="rows">Number of pixels.</param>
    /// <param name="terms">Cross entropies, all of width D.</param>
    /// <param name="other">Raw features of the other view, for the squared difference; null leaves it out.</param>
    /// <param name="squareFactor">Factor of Σ(z − z′)² in the total loss.</param>
    /// <param name="gradient">[rows, D]; every number is written.</param>
    /// <param name="wide">Whether to use the wide vectors; null asks the processor.</param>
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
                ? Pass<Lanes512>(batch, terms, scales, (float)squareFactor)
                : Pass<Lanes256>(batch, terms, scales, (float)squareFactor);
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

    private static LossShare Pass<T>(FeatureBatch batch, LossTerm[] terms, float[] scales, float squareFactor)
        where T : unmanaged, ILanes<T>
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
            Unit<T>(batch.Features + (r * width), here, unit, lengths);
            new Span<float>(back.Start, Eight * back.Width).Clear();
            if (batch.Other != null)
            {
                Unit<T>(batch.Other + (r * width), here, theirs, null);
                total.SquaredDifference += Difference(unit.Start, theirs.Start, here, width, squareFactor, back);
            }

            for (int t = 0; t < terms.Length; t++)
            {
                LossTerm term = terms[t];
                term.Classifier.Scores<T>(unit.Start, scores.Start);
                total.NegativeLogLikelihood[t] += LossKernels.Softmax<T>(scores.Start, term, r, here, scales[t]);
                LossKernels.ProjectBack<T>(scores.Start, term.Classifier, back.Start);
                if (term.LearnsClassifier)
                {
                    double[] learned = total.ClassifierGradient[t] ??= new double[term.Classifier.Count * (width + 1)];
                    AddClassifierGradient(scores.Start, unit.Start, here, term.Classifier, learned);
                }
            }

            LossKernels.ThroughNormalisation<T>(unit.Start, back, lengths, here, width, batch.Gradient + (r * width));
        }

        return total;
    }

    /// <summary>Writes unit vectors of up to eight rows; rows that are not there become zeros.</summary>
    private static void Unit<T>(float* rows, int here, PixelRows unit, float* lengths)
        where T : unmanaged, ILanes<T>
    {
        FeatureLength.Normalise<T>(rows, unit.Start, here, unit.Width);
        if (here < Eight)
        {
            new Span<float>(unit.Start + (here * unit.Width), (Eight - here) * unit.Width).Clear();
        }

        for (int i = 0; i < here && lengths != null; i++)
        {
            lengths[i] = MathF.Max(FeatureLength.Of<T>(rows + (i * unit.Width), unit.Width), (float)FeatureLength.Smallest);
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

    private readonly struct FeatureBatch(float* features, float* other, float* gradient, nint from, nint to)
    {
        public float* Features { get; } = features;

        public float* Other { get; } = other;

        public float* Gradient { get; } = gradient;

        public nint From { get; } = from;

        public nint To { get; } = to;
    }
}
