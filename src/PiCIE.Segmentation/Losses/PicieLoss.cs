using PiCIE.Segmentation.Clustering;
using PiCIE.Segmentation.Views;

namespace PiCIE.Segmentation.Losses;

/// <summary>
/// Computes the loss of PiCIE within and across views (science.md 1.4.4), view by view: it separates over the views unless the squared
/// difference is asked for, so each view's graph can be gone before the other's is built.
/// The classifiers are the centroids, frozen.
/// </summary>
internal sealed unsafe class PicieLoss : IDisposable
{
    private readonly LossOptions _options;
    private readonly ViewPair<CentroidPanel> _classifiers;
    private readonly ViewPair<float[]?> _weights;

    /// <summary>Makes the loss of one epoch.</summary>
    /// <param name="options">Parts.</param>
    /// <param name="centroids">Centroids of each view.</param>
    /// <param name="weights">Weights of each view's clusters; null = alike.</param>
    public PicieLoss(LossOptions options, ViewPair<Centroids> centroids, ViewPair<float[]?> weights)
    {
        _options = options;
        _classifiers = centroids.Select(one => Classifier(one, options.Logit));
        _weights = weights;
    }

    /// <summary>Adds up the losses of one view's features and writes their gradient; the losses of both views add up to the whole.</summary>
    /// <param name="view">View that the features belong to.</param>
    /// <param name="features">[rows, D] raw features of the view.</param>
    /// <param name="rows">Pixels of the batch.</param>
    /// <param name="labels1">Pseudo-labels of view 1.</param>
    /// <param name="labels2">Pseudo-labels of view 2.</param>
    /// <param name="other">Raw features of the other view; needed only for the squared difference.</param>
    /// <param name="gradient">Receives the gradient with respect to <paramref name="features"/>; every number is written.</param>
    public PicieLosses AddLossAndGradient(View view, float* features, nint rows, int* labels1, int* labels2, float* other, float* gradient)
    {
        List<LossTerm> terms = new(2);
        double entropyShare = (_options.Within && _options.Cross ? 0.25 : 0.5) * (_options.MeanSquare ? 0.5 : 1);
        foreach (View target in (ReadOnlySpan<View>)[View.First, View.Second])
        {
            if (target == view ? _options.Within : _options.Cross)
            {
                terms.Add(new LossTerm
                {
                    Classifier = _classifiers[target],
                    Labels = target == View.First ? labels1 : labels2,
                    Weights = _weights[target],
                    Share = entropyShare,
                });
            }
        }

        double elements = (double)rows * _classifiers.First.Width;
        LossTerm[] all = terms.ToArray();
        LossShare sums = FeatureLoss.Compute(
            features, rows, all, _options.MeanSquare ? other : null, 0.5 / elements, gradient);
        return Report(view, all, sums, rows, elements, entropyShare);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _classifiers.First.Dispose();
        _classifiers.Second.Dispose();
    }

    private static CentroidPanel Classifier(Centroids centroids, TrainLogit logit) => logit switch
    {
        TrainLogit.InnerProduct => new CentroidPanel(centroids.Values, centroids.Width, []),
        TrainLogit.Cosine => new CentroidPanel(centroids.Normalised().Values, centroids.Width, []),
        _ => throw new ArgumentOutOfRangeException(nameof(logit), logit, "A logit is an inner product or a cosine."),
    };

    private PicieLosses Report(
        View view, LossTerm[] terms, LossShare sums, nint rows, double elements, double entropyShare)
    {
        double within = 0, cross = 0, total = 0;
        for (int t = 0; t < terms.Length; t++)
        {
            double entropy = sums.NegativeLogLikelihood[t] / terms[t].TotalWeight(rows);
            total += entropyShare * entropy;
            if (terms[t].Classifier == _classifiers[view])
            {
                within += entropy / 2;
            }
            else
            {
                cross += entropy / 2;
            }
        }

        // Both views see the same difference: each reports half of it.
        double meanSquare = sums.SquaredDifference / elements / 2;
        return new PicieLosses(total + (meanSquare / 2), within, cross, meanSquare);
    }
}
