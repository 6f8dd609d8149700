namespace PiCIE.Segmentation.Losses;

/// <summary>
/// Computes the loss of invariant information clustering (science.md 1.6, iic): minus the mutual information of the soft assignments of two
/// aligned views, over all displacements of at most T pixels. "Uncollapsed" takes the mean over the displacements, "collapsed" adds
/// their joint distributions up first.
/// </summary>
// Only golden tests call it until the methods iic and iic-fpn come.
internal static class IicLoss
{
    /// <summary>Value of smaller probabilities: the spacing of doubles at 1.</summary>
    private const double Smallest = 2.220446049250313e-16;

    /// <summary>Computes loss and gradients.</summary>
    /// <param name="first">Soft assignments [N, K, H, W] of view 1.</param>
    /// <param name="second">Those of view 2, brought back to the place of view 1.</param>
    /// <param name="shape">N, K, H, W.</param>
    /// <param name="mask">[N, H, W]: 1 where both views are usable.</param>
    /// <param name="reach">T.</param>
    /// <param name="lambda">Weight of the marginals.</param>
    /// <param name="collapsed">Whether the joint distributions are added up first.</param>
    public static IicLossResult LossAndGradients(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, IicShape shape, ReadOnlySpan<float> mask, int reach, double lambda, bool collapsed)
    {
        double[] p = Masked(first, mask, shape), q = Masked(second, mask, shape);
        double[] gradient1 = new double[p.Length], gradient2 = new double[q.Length];
        (int Row, int Column)[] displacements = Displacements(reach);
        double[][] joint = displacements.Select(d => Joint(p, q, shape, d)).ToArray();
        if (collapsed)
        {
            double[] sum = new double[shape.Clusters * shape.Clusters];
            foreach (double[] part in joint)
            {
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += part[i];
                }
            }

            joint = [sum];
        }

        double loss = 0, plain = 0;
        for (int j = 0; j < joint.Length; j++)
        {
            double[] slope = Information(joint[j], shape.Clusters, lambda, out double one, out double oneWithoutLambda);
            loss += one / joint.Length;
            plain += oneWithoutLambda / joint.Length;
            for (int i = 0; i < slope.Length; i++)
            {
                slope[i] /= joint.Length;
            }

            foreach ((int Row, int Column) displacement in collapsed ? displacements : [displacements[j]])
            {
                SendBack(slope, p, q, shape, displacement, gradient1, gradient2);
            }
        }

        return new IicLossResult(loss, plain, Unmasked(gradient1, mask, shape), Unmasked(gradient2, mask, shape));
    }

    private static (int Row, int Column)[] Displacements(int reach) =>
        [.. Enumerable.Range(-reach, (2 * reach) + 1).SelectMany(row => Enumerable.Range(-reach, (2 * reach) + 1).Select(column => (row, column)))];

    /// <summary>Returns P[c, c′] = Σ p_c(x + d)·p′_c′(x), zero outside.</summary>
    private static double[] Joint(double[] p, double[] q, IicShape shape, (int Row, int Column) displacement)
    {
        int k = shape.Clusters;
        double[] joint = new double[k * k];
        foreach ((int from, int to) in shape.Pairs(displacement))
        {
            for (int c = 0; c < k; c++)
            {
                for (int d = 0; d < k; d++)
                {
                    joint[(c * k) + d] += p[from + (c * shape.Pixels)] * q[to + (d * shape.Pixels)];
                }
            }
        }

        return joint;
    }

    /// <summary>Computes the loss of one joint distribution; returns its gradient with respect to the sums.</summary>
    private static double[] Information(double[] joint, int k, double lambda, out double loss, out double withoutLambda)
    {
        double total = joint.Sum();
        double[] r = new double[k * k];
        double[] marginal = new double[k];
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = (joint[i] + joint[((i % k) * k) + (i / k)]) / 2 / total;
            marginal[i / k] += r[i];
        }

        (loss, withoutLambda) = (0, 0);
        double[] slope = new double[k * k];
        double[] rowSums = new double[k];
        for (int i = 0; i < r.Length; i++)
        {
            double value = Math.Max(r[i], Smallest);
            double marginals = Math.Log(Math.Max(marginal[i / k], Smallest)) + Math.Log(Math.Max(marginal[i % k], Smallest));
            loss -= value * (Math.Log(value) - (lambda * marginals));
            withoutLambda -= value * (Math.Log(value) - marginals);
            slope[i] = r[i] < Smallest ? 0 : (lambda * marginals) - Math.Log(value) - 1;
            rowSums[i / k] += value;
        }

        for (int i = 0; i < r.Length; i++)
        {
            slope[i] += MarginalSlope(i / k) + MarginalSlope(i % k);
        }

        double mean = 0.0;
        for (int i = 0; i < r.Length; i++)
        {
            mean += slope[i] * r[i];
        }

        // r is symmetric, so its gradient is too, and symmetrising changes nothing; what is left is the division by the sum.
        return [.. slope.Select(s => (s - mean) / total)];

        double MarginalSlope(int c) => marginal[c] < Smallest ? 0 : lambda * rowSums[c] / marginal[c];
    }

    private static void SendBack(
        double[] slope, double[] p, double[] q, IicShape shape, (int Row, int Column) displacement, double[] gradient1, double[] gradient2)
    {
        int k = shape.Clusters;
        foreach ((int from, int to) in shape.Pairs(displacement))
        {
            for (int c = 0; c < k; c++)
            {
                for (int d = 0; d < k; d++)
                {
                    gradient1[from + (c * shape.Pixels)] += slope[(c * k) + d] * q[to + (d * shape.Pixels)];
                    gradient2[to + (d * shape.Pixels)] += slope[(c * k) + d] * p[from + (c * shape.Pixels)];
                }
            }
        }
    }

    private static double[] Masked(ReadOnlySpan<float> maps, ReadOnlySpan<float> mask, IicShape shape)
    {
        double[] masked = new double[maps.Length];
        for (int i = 0; i < masked.Length; i++)
        {
            masked[i] = (double)maps[i] * mask[shape.MaskOf(i)];
        }

        return masked;
    }

    private static float[] Unmasked(double[] gradient, ReadOnlySpan<float> mask, IicShape shape)
    {
        float[] result = new float[gradient.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (float)(gradient[i] * mask[shape.MaskOf(i)]);
        }

        return result;
    }
}
