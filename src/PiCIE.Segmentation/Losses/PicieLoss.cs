using PiCIE.Segmentation.Clustering;

namespace PiCIE.Segmentation.Losses;

/// <summary>
/// The loss of PiCIE within and across views (science.md 1.4.4), view by view: it separates over the views unless the squared
/// difference is asked for, so each view's graph can be gone before the other's is built.
/// The classifiers are the centroids, frozen.
/// </summary>
internal sealed unsafe class PicieLoss : IDisposable
{
    private readonly LossOptions _options;
    private readonly CentroidPanel[] _classifiers;
    private readonly float[]?[] _weights;

    /// <summary>Makes the loss of one epoch.</summary>
    /// <param name="options">Parts.</param>
    /// <param name="first">Centroids of view 1.</param>
    /// <param name="second">Centroids of view 2.</param>
    /// <param name="firstWeights">Weights of view 1's clusters; null = alike.</param>
    /// <param name="secondWeights">Weights of view 2's clusters; null = alike.</param>
    public PicieLoss(LossOptions options, Centroids first, Centroids second, float[]? firstWeights, float[]? secondWeights)
    {
        _options = options;
        _classifiers = [Classifier(first, options.Logit), Classifier(second, options.Logit)];
        _weights = [firstWeights, secondWeights];
    }

    /// <summary>Losses of one view's features; the parts of both views add up to the whole.</summary>
    /// <param name="view">0 for view 1, 1 for view 2.</param>
    /// <param name="features">[rows, D] raw features of the view.</param>
    /// <param name="rows">Pixels of the batch.</param>
    /// <param name="labels1">Pseudo-labels of view 1.</param>
    /// <param name="labels2">Pseudo-labels of view 2.</param>
    /// <param name="other">Raw features of the other view; needed only for the squared difference.</param>
    /// <param name="gradient">Receives the gradient with respect to <paramref name="features"/>.</param>
    public PicieLosses Of(int view, float* features, nint rows, int* labels1, int* labels2, float* other, float* gradient)
    {
        List<LossTerm> terms = new(2);
        double entropyShare = (_options.Within && _options.Cross ? 0.25 : 0.5) * (_options.MeanSquare ? 0.5 : 1);
        for (int target = 0; target < 2; target++)
        {
            if (target == view ? _options.Within : _options.Cross)
            {
                terms.Add(new LossTerm
                {
                    Classifier = _classifiers[target],
                    Labels = target == 0 ? labels1 : labels2,
                    Weights = _weights[target],
                    Share = entropyShare,
                });
            }
        }

        double elements = (double)rows * _classifiers[0].Width;
        LossTerm[] all = terms.ToArray();
        LossShare sums = FeatureLoss.Compute(
            features, rows, all, _options.MeanSquare ? other : null, 0.5 / elements, gradient);
        return Report(view, all, sums, rows, elements, entropyShare);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (CentroidPanel classifier in _classifiers)
        {
            classifier.Dispose();
        }
    }

    private static CentroidPanel Classifier(Centroids centroids, TrainLogit logit) =>
        new((logit == TrainLogit.Cosine ? centroids.Normalised() : centroids).Values, centroids.Width, []);

    private PicieLosses Report(
        int view, LossTerm[] terms, LossShare sums, nint rows, double elements, double entropyShare)
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
