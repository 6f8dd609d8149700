namespace PiCIE.Segmentation.Clustering;

/// <summary>Holds cluster centres in feature space: K rows of D numbers that never change.</summary>
public sealed class Centroids
{
    private readonly float[] _values;

    /// <summary>Makes centroids from their rows.</summary>
    /// <param name="values">Row-major [K, D] float32; copied.</param>
    /// <param name="width">D, the length of a row.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of rows, or <paramref name="width"/> is below 1.</exception>
    public Centroids(ReadOnlySpan<float> values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.IsEmpty || values.Length % width != 0)
        {
            throw new ArgumentException(
                $"{values.Length} numbers are not one or more centroids of {width} features.", nameof(values));
        }

        _values = values.ToArray();
        Width = width;
    }

    /// <summary>K, the number of clusters.</summary>
    public int Count => _values.Length / Width;

    /// <summary>D, the features of a centroid.</summary>
    public int Width { get; }

    /// <summary>All numbers, row-major [K, D].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The D numbers of one centroid.</summary>
    /// <param name="cluster">Number of the cluster, from 0.</param>
    public ReadOnlySpan<float> this[int cluster] => _values.AsSpan(cluster * Width, Width);

    /// <summary>Scales each centroid to length 1 (switch <c>centroidNormalise</c>); one of length 0 stays.</summary>
    public Centroids Normalised()
    {
        float[] scaled = _values.ToArray();
        for (int k = 0; k < Count; k++)
        {
            Span<float> row = scaled.AsSpan(k * Width, Width);
            double square = 0.0;
            foreach (float x in row)
            {
                square += (double)x * x;
            }

            double inverse = 1 / Math.Max(Math.Sqrt(square), FeatureLength.Smallest);
            foreach (ref float x in row)
            {
                x = (float)(x * inverse);
            }
        }

        return new Centroids(scaled, Width);
    }
}
