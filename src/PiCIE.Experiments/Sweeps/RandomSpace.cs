using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>Reads <c>sweep.random.space</c>: for each key the distribution that its values are drawn from.</summary>
internal static class RandomSpace
{
    private const string Path = $"{Sweep.Key}.random.space";

    /// <summary>Returns the keys in the order as written; those that are wrong become problems.</summary>
    /// <param name="node">The value of <c>space</c>.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static IReadOnlyList<RandomKey> Read(TextNode node, List<TextProblem> problems)
    {
        if (node is not TextMap { Entries.Count: > 0 } map)
        {
            problems.Add(Complaints.OtherKind(Path, "keys with distributions", node));
            return [];
        }

        List<RandomKey> keys = [];
        foreach (SweptValue written in DottedKeys.Of(map, Path, problems))
        {
            int dot = written.Key.LastIndexOf('.');
            if (dot < 0 || EnumWords.Find<Distribution>(written.Key[(dot + 1)..]) is not { } distribution)
            {
                ReportNone(written, problems);
            }
            else if (ReadKey(written, written.Key[..dot], distribution, problems) is { } key)
            {
                keys.Add(key);
            }
        }

        return WithoutRefused(keys, problems);
    }

    private static RandomKey? ReadKey(SweptValue written, string key, Distribution distribution, List<TextProblem> problems)
    {
        if (distribution == Distribution.Choice)
        {
            IReadOnlyList<TextNode> values = ValueLists.Of(written, Path, problems);
            return values.Count == 0 ? null : new RandomKey { Key = key, Place = written.Place, Distribution = distribution, Values = values };
        }

        int before = problems.Count;
        MapReader reader = ValueLists.Reader(written, Path, problems);
        IReadOnlyList<double>? ends = distribution == Distribution.IntUniform
            ? reader.Longs(written.Key, 0, int.MaxValue)?.Select(end => (double)end).ToList()
            : reader.Numbers(written.Key, distribution == Distribution.LogUniform ? NumberRange.Positive : NumberRange.Any);
        if (ends is null || problems.Count > before)
        {
            return null;
        }

        if (ends.Count != 2 || ends[0] >= ends[1])
        {
            reader.Report(written.Key, written.Value.Place, $"{reader.Path(written.Key)} needs the lower and the upper end of a range", $"for example {distribution.Word()}: {Example(distribution)}");
            return null;
        }

        return new RandomKey { Key = key, Place = written.Place, Distribution = distribution, Values = reader.Items(written.Key, "a list of numbers")!, Ends = ends };
    }

    private static IReadOnlyList<RandomKey> WithoutRefused(IReadOnlyList<RandomKey> keys, List<TextProblem> problems)
    {
        foreach (IGrouping<string, RandomKey> twice in keys.GroupBy(key => key.Key).Where(same => same.Count() > 1))
        {
            string words = string.Join(" and ", twice.Select(key => key.Distribution.Word()));
            problems.Add(new TextProblem($"{Path}.{twice.Key} has several distributions, {words}", twice.Last().Place, $"{Path}.{twice.Key}", "keep one of them"));
        }

        RandomKey[] distinct = [.. keys.DistinctBy(key => key.Key)];
        HashSet<string> allowed = [.. SweepableKeys.Of([.. distinct.Select(key => new SweptValue(key.Key, key.Place, key.Values[0]))], Path, problems).Select(key => key.Key)];
        return [.. distinct.Where(key => allowed.Contains(key.Key))];
    }

    private static void ReportNone(SweptValue written, List<TextProblem> problems)
    {
        string path = UnseenCharacters.Spelled($"{Path}.{written.Key}");
        IReadOnlyList<string> words = EnumWords.All<Distribution>();
        string? near = NearestName.Of(written.Key[(written.Key.LastIndexOf('.') + 1)..], words);
        problems.Add(new TextProblem(
            $"{path} names no distribution, allowed below a key are {string.Join(", ", words)}", written.Place, path,
            near is null ? "for example train.learningRate: { logUniform: [1e-5, 1e-2] }" : $"did you mean {near}?"));
    }

    private static string Example(Distribution distribution) => distribution switch
    {
        Distribution.IntUniform => "[2, 30]",
        Distribution.LogUniform => "[1e-5, 1e-2]",
        _ => "[0.1, 0.5]",
    };
}
