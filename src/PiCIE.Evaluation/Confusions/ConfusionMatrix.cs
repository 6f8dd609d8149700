namespace PiCIE.Evaluation.Confusions;

/// <summary>
/// Counts pixels by annotated class and predicted cluster. It is the result of an evaluation, from which every figure derives: the sum over
/// all images, never a mean of per-image scores. Threads must not write to one matrix; give each its own and <see cref="Merge"/>.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Creates an empty matrix.</summary>
    /// <param name="classes">Number of classes C, the rows; at least 1.</param>
    /// <param name="clusters">Number of clusters K, the columns; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public ConfusionMatrix(int classes, int clusters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        Classes = classes;
        Clusters = clusters;
        _counts = new long[checked(classes * clusters)];
    }

    /// <summary>Number of classes C, the rows.</summary>
    public int Classes { get; }

    /// <summary>Number of clusters K, the columns.</summary>
    public int Clusters { get; }

    /// <summary>Number of all counted pixels: those with a class.</summary>
    public long Total => _counts.Sum();

    /// <summary>Number of pixels of a class that lie in a cluster.</summary>
    /// <param name="classId">0 to C − 1.</param>
    /// <param name="cluster">0 to K − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside.</exception>
    public long this[int classId, int cluster]
    {
        get
        {
            CheckIndex(classId, Classes, nameof(classId));
            CheckIndex(cluster, Clusters, nameof(cluster));
            return _counts[(classId * Clusters) + cluster];
        }
    }

    /// <summary>Returns the matrix with given counts.</summary>
    /// <param name="rows">C rows of K counts each.</param>
    /// <exception cref="ArgumentException">There is no row, rows differ in length, or a count is negative.</exception>
    public static ConfusionMatrix FromRows(IReadOnlyList<IReadOnlyList<long>> rows)
    {
        if (rows.Count == 0 || rows[0].Count == 0 || rows.Any(row => row.Count != rows[0].Count) || rows.Any(row => row.Any(count => count < 0)))
        {
            throw new ArgumentException("a matrix needs rows of equal length, at least one of each, with counts from 0 on", nameof(rows));
        }

        ConfusionMatrix matrix = new(rows.Count, rows[0].Count);
        for (int row = 0; row < matrix.Classes; row++)
        {
            for (int column = 0; column < matrix.Clusters; column++)
            {
                matrix._counts[(row * matrix.Clusters) + column] = rows[row][column];
            }
        }

        return matrix;
    }

    /// <summary>Adds pixels to the counts, each by its class and its cluster.</summary>
    /// <param name="classIds">Class of each pixel, negative = ignored.</param>
    /// <param name="clusters">Cluster of each pixel, in the same order.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class or cluster is outside; the pixels before it are counted.</exception>
    public void Add(ReadOnlySpan<int> classIds, ReadOnlySpan<int> clusters)
    {
        if (classIds.Length != clusters.Length)
        {
            throw new ArgumentException($"{classIds.Length} classes but {clusters.Length} clusters; each pixel needs both", nameof(clusters));
        }

        for (int pixel = 0; pixel < classIds.Length; pixel++)
        {
            int classId = classIds[pixel];
            if (classId < 0)
            {
                continue;
            }

            CheckIndex(classId, Classes, nameof(classIds));
            CheckIndex(clusters[pixel], Clusters, nameof(clusters));
            _counts[(classId * Clusters) + clusters[pixel]]++;
        }
    }

    /// <summary>Adds the counts of another matrix of the same shape to this one.</summary>
    /// <param name="other">The other matrix.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void Merge(ConfusionMatrix other)
    {
        if (other.Classes != Classes || other.Clusters != Clusters)
        {
            throw new ArgumentException($"a matrix of {other.Classes} × {other.Clusters} cannot be added to one of {Classes} × {Clusters}", nameof(other));
        }

        for (int index = 0; index < _counts.Length; index++)
        {
            _counts[index] += other._counts[index];
        }
    }

    /// <summary>Returns the number of pixels of a class, whatever their cluster.</summary>
    /// <param name="classId">0 to C − 1.</param>
    public long ClassPixels(int classId)
    {
        CheckIndex(classId, Classes, nameof(classId));
        long sum = 0;
        foreach (long count in _counts.AsSpan(classId * Clusters, Clusters))
        {
            sum += count;
        }

        return sum;
    }

    /// <summary>Returns the number of pixels of a cluster, whatever their class.</summary>
    /// <param name="cluster">0 to K − 1.</param>
    public long ClusterPixels(int cluster) => Enumerable.Range(0, Classes).Sum(classId => this[classId, cluster]);

    /// <summary>Returns the counts as C rows of K.</summary>
    public long[][] ToRows() => [.. Enumerable.Range(0, Classes).Select(classId => _counts.AsSpan(classId * Clusters, Clusters).ToArray())];

    private static void CheckIndex(int index, int count, string parameter)
    {
        if ((uint)index >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(parameter, index, $"0 to {count - 1} is allowed");
        }
    }
}
