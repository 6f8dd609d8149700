using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>The conditions of <c>sweep.when</c>, and the order of keys in which each finds the values that it asks for.</summary>
internal sealed class SweepConditions
{
    private const string Path = $"{Sweep.Key}.when";

    private readonly ILookup<string, SweepCondition> _byKey;
    private readonly IReadOnlyDictionary<string, TextNode> _set;

    private SweepConditions(IReadOnlyList<SweepCondition> conditions, IReadOnlyDictionary<string, TextNode> set, IReadOnlyList<string> order, IReadOnlyList<TextProblem> unknown)
    {
        Unknown = unknown;
        _byKey = conditions.ToLookup(condition => condition.Key);
        _set = set;
        Order = order;
        Tried = [.. conditions.SelectMany(condition => condition.Values.Select(value => new TriedValue(new SweptValue(condition.Other, condition.Place, value))))];
    }

    /// <summary>The swept keys, each behind those that its conditions ask for.</summary>
    public IReadOnlyList<string> Order { get; }

    /// <summary>The values that conditions compare with.</summary>
    public IReadOnlyList<TriedValue> Tried { get; }

    /// <summary>Conditions that ask for a key whose value is not known, as problems.</summary>
    public IReadOnlyList<TextProblem> Unknown { get; }

    /// <summary>Reads the conditions.</summary>
    /// <param name="node">The value of <c>when</c>; null where there is none.</param>
    /// <param name="keys">The swept keys in the order as written.</param>
    /// <param name="tree">The spec, whose values hold where a key is not swept.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static SweepConditions Read(TextNode? node, IReadOnlyList<string> keys, TextMap tree, ICollection<TextProblem> problems)
    {
        if (node is not null and not TextMap)
        {
            problems.Add(Complaints.OtherKind(Path, "keys with conditions", node));
        }

        List<SweepCondition> conditions = [];
        foreach (SweptValue written in node is TextMap map ? DottedKeys.Of(map, Path, problems) : [])
        {
            if (ConditionOf(written, keys, problems) is { } condition)
            {
                conditions.Add(condition);
            }
        }

        Dictionary<string, TextNode> set = conditions.Select(condition => (condition.Other, Value: TextPaths.Find(tree, condition.Other)))
            .Where(pair => pair.Value is not null).DistinctBy(pair => pair.Other).ToDictionary(pair => pair.Other, pair => pair.Value!, StringComparer.Ordinal);
        return new SweepConditions(
            conditions, set, OrderOf(keys, conditions, problems),
            [.. conditions.Where(condition => !set.ContainsKey(condition.Other)).Select(condition => UnknownIn(condition, keys, conditions)).OfType<TextProblem>()]);
    }

    /// <summary>Returns whether a key is swept where other keys have these values.</summary>
    /// <param name="key">The key.</param>
    /// <param name="swept">Returns the value that the sweep gives a key here; null where it gives none.</param>
    public bool AreMet(string key, Func<string, TextNode?> swept) =>
        _byKey[key].All(condition => (swept(condition.Other) ?? _set.GetValueOrDefault(condition.Other)) is { } value && condition.HoldsFor(value));

    /// <summary>Returns why the value of a key that the spec does not set is not known everywhere; null where the sweep gives it to every run.</summary>
    private static TextProblem? UnknownIn(SweepCondition condition, IReadOnlyList<string> keys, IReadOnlyList<SweepCondition> conditions)
    {
        bool swept = keys.Contains(condition.Other);
        return swept && conditions.All(other => other.Key != condition.Other)
            ? null
            : Problem(
                condition, $"{condition.Other} {(swept ? "is not swept everywhere and set nowhere else" : "is neither swept nor set")}, so that its value is not known here",
                $"set {condition.Other} in the spec");
    }

    /// <summary>Splits a path of <c>when</c>, in which the swept key comes first and the other key behind it, wherever dots and maps stand.</summary>
    private static SweepCondition? ConditionOf(SweptValue written, IReadOnlyList<string> keys, ICollection<TextProblem> problems)
    {
        if (keys.FirstOrDefault(key => written.Key.StartsWith($"{key}.", StringComparison.Ordinal)) is not { } swept)
        {
            string path = UnseenCharacters.Spelled($"{Path}.{written.Key}");
            problems.Add(keys.Contains(written.Key)
                ? Complaints.OtherKind(path, "other keys with lists of values", written.Value)
                : new TextProblem($"{path} begins with no swept key", written.Place, path, $"swept are {string.Join(", ", keys)}; for example when: {{ {keys.FirstOrDefault("train.k")}: {{ method: [picie] }} }}"));
            return null;
        }

        IReadOnlyList<TextNode> values = ValueLists.Of(written, Path, problems);
        SweepCondition condition = new(swept, written.Key[(swept.Length + 1)..], written.Place, values);
        if (condition.Other == swept)
        {
            problems.Add(Problem(condition, "a key cannot depend on itself", null));
            return null;
        }

        return condition;
    }

    private static IReadOnlyList<string> OrderOf(IReadOnlyList<string> keys, IReadOnlyList<SweepCondition> conditions, ICollection<TextProblem> problems)
    {
        List<string> order = [];
        while (order.Count < keys.Count)
        {
            string? next = keys.FirstOrDefault(key => !order.Contains(key) && conditions.Where(condition => condition.Key == key)
                .All(condition => order.Contains(condition.Other) || !keys.Contains(condition.Other)));
            if (next is null)
            {
                SweepCondition open = conditions.First(condition => !order.Contains(condition.Key) && !order.Contains(condition.Other));
                problems.Add(Problem(open, "the conditions form a circle", "remove one of them"));
                return keys;
            }

            order.Add(next);
        }

        return order;
    }

    private static TextProblem Problem(SweepCondition condition, string sentence, string? hint)
    {
        string path = UnseenCharacters.Spelled($"{Path}.{condition.Key}.{condition.Other}");
        return new TextProblem($"{path}: {sentence}", condition.Place, path, hint);
    }
}
