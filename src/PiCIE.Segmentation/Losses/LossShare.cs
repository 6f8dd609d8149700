namespace PiCIE.Segmentation.Losses;

/// <summary>Holds what one share of the pixels adds to the losses and to the classifiers' gradients.</summary>
/// <param name="terms">Number of terms.</param>
internal sealed class LossShare(int terms)
{
    /// <summary>For each term Σ w[y]·(−log p[y]), not yet divided by Σ w[y].</summary>
    public double[] NegativeLogLikelihood { get; } = new double[terms];

    /// <summary>Σ (z − z′)² to the other view.</summary>
    public double SquaredDifference { get; set; }

    /// <summary>For a term that learns its classifier: gradient [K, D + 1], the last column that of the bias.</summary>
    public double[]?[] ClassifierGradient { get; } = new double[terms][];

    /// <summary>Adds another share.</summary>
    public void Add(LossShare other)
    {
        SquaredDifference += other.SquaredDifference;
        for (int t = 0; t < NegativeLogLikelihood.Length; t++)
        {
            NegativeLogLikelihood[t] += other.NegativeLogLikelihood[t];
            if (other.ClassifierGradient[t] is not { } theirs)
            {
                continue;
            }

            double[] ours = ClassifierGradient[t] ??= new double[theirs.Length];
            for (int i = 0; i < ours.Length; i++)
            {
                ours[i] += theirs[i];
            }
        }
    }
}
