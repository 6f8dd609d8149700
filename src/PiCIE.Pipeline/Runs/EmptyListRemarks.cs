using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Filters;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

/// <summary>Says why a filter that no run passes may not be what was meant.</summary>
internal static class EmptyListRemarks
{
    /// <summary>Returns the sentences.</summary>
    /// <param name="database">The database.</param>
    /// <param name="home">The home; one without a database has no names to compare with.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(OpenDatabase database, PicieHome home, Filter filter, CancellationToken cancel)
    {
        List<string> remarks = [];
        if (WordsReadAsText.In(filter) is { Count: > 0 } words)
        {
            remarks.Add($"{string.Join(", ", words.Select(word => $"'{word}'"))} {(words.Count == 1 ? "was" : "were")} looked for as text in names, tags and notes: a field is followed by a comparison, for example name ~ \"seed*\".");
        }

        string[] metrics = [.. Tests(filter).Where(test => test.Field is { Column: FilterColumn.Metrics, Key: { } key } && key.Contains('.', StringComparison.Ordinal)).Select(test => test.Field.Key!).Distinct()];
        string[] experiments = [.. Tests(filter).Where(test => test is { Field.Column: FilterColumn.Experiment, Operator: FilterOperator.Equal }).Select(test => test.Value.Text).Distinct()];
        if (metrics.Length + experiments.Length == 0 || !(home.Server is not null || File.Exists(home.Database)))
        {
            return remarks;
        }

        await using PicieContext context = await database.OpenToReadAsync(cancel);
        if (metrics.Length > 0)
        {
            List<string> known = await context.RunMetrics.Select(metric => metric.Key).Distinct().Order().ToListAsync(cancel);
            remarks.AddRange(metrics.Except(known).Select(key => Sentence($"No run has metrics.{key}", "metrics.", key, known)));
        }

        if (experiments.Length > 0)
        {
            List<string> known = await context.Experiments.Select(row => row.Name).Distinct().Order().ToListAsync(cancel);
            remarks.AddRange(experiments.Except(known).Select(name => Sentence($"There is no experiment '{name}'", "", name, known)));
        }

        return remarks;
    }

    private static string Sentence(string nothing, string prefix, string written, IReadOnlyList<string> known) =>
        NearestName.Of(written, known) is { } near ? $"{nothing}; did you mean {prefix}{near}?" : $"{nothing}.";

    private static IEnumerable<TestFilter> Tests(Filter filter) => filter switch
    {
        TestFilter test => [test],
        AndFilter and => [.. Tests(and.Left), .. Tests(and.Right)],
        OrFilter or => [.. Tests(or.Left), .. Tests(or.Right)],
        NotFilter not => Tests(not.Inner),
        _ => [],
    };
}
