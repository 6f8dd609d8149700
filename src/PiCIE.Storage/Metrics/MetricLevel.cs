namespace PiCIE.Storage.Metrics;

/// <summary>
/// What the points of a series in one block of steps come to. Blocks of level 1 are 16 steps wide, those of each further level 16 times as wide as those
/// below. They stand beside the points, which stay.
/// </summary>
public sealed class MetricLevel
{
    /// <summary>Steps of a block of level 1, and blocks of one level in a block of the next.</summary>
    public const int Factor = 16;

    /// <summary>The highest level; its blocks are 65,536 steps wide.</summary>
    public const int Highest = 4;

    /// <summary>Id of the series.</summary>
    public Guid SeriesId { get; init; }

    /// <summary>The level, from 1.</summary>
    public int Level { get; init; }

    /// <summary>Number of the block: its first step divided by its width.</summary>
    public long Block { get; init; }

    /// <summary>Number of points.</summary>
    public long Points { get; init; }

    /// <summary>Number of points with a finite value.</summary>
    public long Numbers { get; init; }

    /// <summary>The least finite value; null without one.</summary>
    public double? Least { get; init; }

    /// <summary>The greatest finite value; null without one.</summary>
    public double? Greatest { get; init; }

    /// <summary>Sum of the finite values.</summary>
    public double Total { get; init; }

    /// <summary>Number of points that are not a number.</summary>
    public long NotNumbers { get; init; }

    /// <summary>Number of points that are positive infinity.</summary>
    public long PositiveInfinities { get; init; }

    /// <summary>Number of points that are negative infinity.</summary>
    public long NegativeInfinities { get; init; }

    /// <summary>Lowest number of the batches that told its points.</summary>
    public long FirstBatch { get; init; }

    /// <summary>Highest number of the batches that told its points. After a resume only what came up to some batch counts.</summary>
    public long LastBatch { get; init; }

    /// <summary>Returns the number of steps in a block; 1 for points.</summary>
    /// <param name="level">The level; 0 for points.</param>
    public static long WidthOf(int level) => (long)Math.Pow(Factor, level);
}
