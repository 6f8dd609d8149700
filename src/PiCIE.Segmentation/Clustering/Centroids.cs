namespace PiCIE.Segmentation.Clustering;

/// <summary>Cluster centres in feature space: K rows of D numbers. Immutable.</summary>
public sealed class Centroids
{
    private readonly float[] values;

    /// <summary>Makes centroids from their rows.</summary>
    /// <param name="values">Row-major [K, D] float32; copied.</param>
    /// <param name="width">D, the length of a row.</param>
    /// <exception cref="ArgumentException">The values are not a whole number of rows.</exception>
    public Centroids(ReadOnlySpan<float> values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.IsEmpty || values.Length % width != 0)
        {
            throw new ArgumentException(
                $"{values.Length} numbers are not one or more centroids of {width} features.", nameof(values));
        }

        this.values = values.ToArray();
        Width = width;
    }

    /// <summary>K, the number of clusters.</summary>
    public int Count => values.Length / Width;

    /// <summary>D, the features of a centroid.</summary>
    public int Width { get; }

    /// <summary>All numbers, row-major [K, D].</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>One centroid.</summary>
    /// <param name="cluster">Its number, from 0.</param>
    public ReadOnlySpan<float> this[int cluster] => values.AsSpan(cluster * Width, Width);

    /// <summary>The same directions with length 1; a centroid of length 0 stays (switch <c>centroidNormalise</c>).</summary>
    public Centroids Normalised()
    {
        var scaled = values.ToArray();
        for (var k = 0; k < Count; k++)
        {
            var row = scaled.AsSpan(k * Width, Width);
            var square = 0.0;
            foreach (var x in row)
            {
                square += (double)x * x;
            }

            var inverse = 1 / Math.Max(Math.Sqrt(square), FeatureLength.Smallest);
            foreach (ref var x in row)
            {
                x = (float)(x * inverse);
            }
        }

        return new Centroids(scaled, Width);
    }
}
