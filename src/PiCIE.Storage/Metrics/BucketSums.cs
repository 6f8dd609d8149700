namespace PiCIE.Storage.Metrics;

/// <summary>Adds up blocks and points in buckets, in ascending order, so that the same points give the same mean to the bit.</summary>
internal sealed class BucketSums(long first, long width)
{
    private readonly SortedDictionary<long, Sums> _buckets = [];

    /// <summary>Adds a block, which lies in one bucket.</summary>
    public void Add(MetricLevel block)
    {
        Sums sums = Of(block.Block * MetricLevel.WidthOf(block.Level));
        sums.Points += block.Points;
        sums.Numbers += block.Numbers;
        sums.Total += block.Total;
        sums.NotNumbers += block.NotNumbers;
        sums.PositiveInfinities += block.PositiveInfinities;
        sums.NegativeInfinities += block.NegativeInfinities;
        sums.Widen(block.Least);
        sums.Widen(block.Greatest);
    }

    /// <summary>Adds a point; null stands for a value that is not a number.</summary>
    public void Add(long step, double? value)
    {
        Sums sums = Of(step);
        sums.Points++;
        if (value is { } number && double.IsFinite(number))
        {
            sums.Numbers++;
            sums.Total += number;
            sums.Widen(number);
            return;
        }

        sums.PositiveInfinities += value > 0 ? 1 : 0;
        sums.NegativeInfinities += value < 0 ? 1 : 0;
        sums.NotNumbers += value is null ? 1 : 0;
    }

    /// <summary>Returns the buckets that have points.</summary>
    public SeriesView View() => new(width, _buckets.Values.Sum(sums => sums.Points), [.. _buckets.Select(one => one.Value.Bucket(first + (one.Key * width)))]);

    private Sums Of(long step)
    {
        long place = (step - first) / width;
        if (!_buckets.TryGetValue(place, out Sums? sums))
        {
            _buckets[place] = sums = new Sums();
        }

        return sums;
    }

    private sealed class Sums
    {
        public long Points { get; set; }

        public long Numbers { get; set; }

        public double Total { get; set; }

        public long NotNumbers { get; set; }

        public long PositiveInfinities { get; set; }

        public long NegativeInfinities { get; set; }

        private double? Least { get; set; }

        private double? Greatest { get; set; }

        public void Widen(double? value)
        {
            Least = Least is { } least && value is { } low ? Math.Min(least, low) : Least ?? value;
            Greatest = Greatest is { } greatest && value is { } high ? Math.Max(greatest, high) : Greatest ?? value;
        }

        public SeriesBucket Bucket(long step) =>
            new(step, Points, Least, Greatest, Numbers > 0 ? Total / Numbers : null, NotNumbers, PositiveInfinities, NegativeInfinities);
    }
}
