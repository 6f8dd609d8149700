using System.Globalization;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Keys;

namespace PiCIE.Experiments.Sweeps;

/// <summary>Reads <c>sweep.random</c>: a number of combinations whose values are drawn.</summary>
internal static class RandomSweep
{
    private const string Form = "random";
    private const int ShareDigits = 16;
    private const int SpareBits = 11;
    private const double Shares = 1L << 53;

    /// <summary>Reads the sweep.</summary>
    /// <param name="sweep">Reader of the map that has <c>random</c>.</param>
    /// <param name="when">The value of <c>when</c>; null where there is none.</param>
    /// <param name="tree">The spec.</param>
    /// <param name="most">Most combinations.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static Sweep Read(MapReader sweep, TextNode? when, TextMap tree, int most, List<TextProblem> problems)
    {
        int before = problems.Count;
        MapReader map = sweep.Map(Form);
        if (problems.Count > before)
        {
            return Sweep.None;
        }

        int? count = map.Whole("count", 1, most);
        if (map.Take("count") is null)
        {
            map.Missing("count", "the number of draws");
        }

        long seed = map.Long("seed", 1, long.MaxValue) ?? 1;
        TextNode? space = map.Take("space");
        if (space is null)
        {
            map.Missing("space", "keys with distributions");
        }

        map.Finish();
        IReadOnlyList<RandomKey> keys = space is null ? [] : RandomSpace.Read(space, problems);
        SweepConditions conditions = SweepConditions.Read(when, [.. keys.Select(key => key.Key)], tree, problems);
        Sweep drawn = problems.Count == before
            ? new Sweep { Points = [.. Enumerable.Range(1, count!.Value).Select(number => Draw(keys, conditions, seed, number))] }
            : Sweep.Instead(keys.Select(key => key.At(0)));
        return drawn with { Tried = [.. conditions.Tried, .. keys.SelectMany(Tried)], Unknown = conditions.Unknown };
    }

    /// <summary>
    /// Returns the share that one draw of one key gets. It is a function of nothing else, so that a larger count keeps the draws before it,
    /// and neither another key nor the order of keys changes a value.
    /// </summary>
    /// <param name="seed">Seed of the sweep.</param>
    /// <param name="number">Number of the draw, from 1.</param>
    /// <param name="key">The key with those above it.</param>
    internal static double ShareOf(long seed, int number, string key)
    {
        string hash = ContentKey.Of(new { Sweep = "random", Seed = seed, Draw = number, Key = key });
        return (ulong.Parse(hash[..ShareDigits], NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> SpareBits) / Shares;
    }

    private static SweepPoint Draw(IReadOnlyList<RandomKey> keys, SweepConditions conditions, long seed, int number)
    {
        SweepAxis[] drawn = [.. keys.Select(key => key.At(ShareOf(seed, number, key.Key))).Select(value => new SweepAxis(value.Key, value.Place, [value.Value]))];
        return SweepProduct.Of(drawn, conditions, most: 1)![0];
    }

    /// <summary>Returns the ends of a range, and of a range of numbers with a point one such number: a key of whole numbers refuses it.</summary>
    private static IEnumerable<TriedValue> Tried(RandomKey key)
    {
        if (key.Distribution == Distribution.Choice)
        {
            yield break;
        }

        foreach (TextNode end in key.Values)
        {
            yield return new TriedValue(new SweptValue(key.Key, key.Place, end));
        }

        if (key.Distribution != Distribution.IntUniform)
        {
            yield return new TriedValue(key.At(1 / Math.PI), "intUniform draws whole numbers");
        }
    }
}
