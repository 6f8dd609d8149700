using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>Refuses keys that a sweep cannot vary, each with the reason. Whether a key exists at all is said by the reader of the settings.</summary>
internal static class SweepableKeys
{
    private static readonly string[] WithoutResult = ["threads", "device"];

    /// <summary>Returns the keys that a sweep may vary; the others become problems.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="above">The part of the sweep, for messages ("sweep.grid").</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static IReadOnlyList<SweptValue> Of(IReadOnlyList<SweptValue> keys, string above, ICollection<TextProblem> problems)
    {
        List<SweptValue> allowed = [];
        foreach (SweptValue key in keys)
        {
            (string? reason, string? hint) = RefusalOf(key.Key);
            if (keys.FirstOrDefault(other => other.Key.StartsWith($"{key.Key}.", StringComparison.Ordinal)) is { } below)
            {
                (reason, hint) = ($"{below.Key} is swept too, which is a part of it", "sweep single keys");
            }

            if (reason is null)
            {
                allowed.Add(key);
                continue;
            }

            string path = UnseenCharacters.Spelled($"{above}.{key.Key}");
            problems.Add(new TextProblem($"{path} cannot be swept: {reason}", key.Place, path, hint));
        }

        return allowed;
    }

    private static (string? Reason, string? Hint) RefusalOf(string key) => key.Split('.') switch
    {
        ["task" or "data", ..] => ("an experiment has one task and one data set", "submit another spec"),
        ["name" or "description" or "tags" or "priority" or "maxConcurrent", ..] => ("it belongs to the experiment and not to a run", "set it outside the sweep"),
        ["seeds", ..] => ("every combination of a sweep is run with each of the seeds", "list them under seeds; cluster.seed can be swept"),
        [Sweep.Key, ..] => ("a sweep holds no other", "put its keys into this one"),
        ["evaluate", "batchSize"] => NoResult,
        [_, string last] when WithoutResult.Contains(last) => NoResult,
        _ => (null, null),
    };

    private static (string Reason, string Hint) NoResult => ("it changes no result, so that all runs would be one", "set it outside the sweep");
}
