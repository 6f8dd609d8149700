using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Filters;

/// <summary>Finds words of a filter that are searched for as text and look as if a comparison was meant.</summary>
public static class WordsReadAsText
{
    private static readonly string[] Comparisons = ["like", "ilike", "contains", "equals", "eq", "ne", "lt", "le", "gt", "ge", "between", "where", "by", "desc", "asc"];

    /// <summary>Returns the words that are a field, a comparison of another language or an order, as written.</summary>
    /// <param name="filter">The filter.</param>
    public static IReadOnlyList<string> In(Filter? filter) => filter switch
    {
        WordFilter word when LooksMeant(word.Text) => [word.Text],
        AndFilter and => [.. In(and.Left), .. In(and.Right)],
        OrFilter or => [.. In(or.Left), .. In(or.Right)],
        NotFilter not => In(not.Inner),
        _ => [],
    };

    private static bool LooksMeant(string text)
    {
        string word = text.TrimStart('-', '+').Split('.', 2)[0];
        return Comparisons.Contains(word, StringComparer.OrdinalIgnoreCase) || EnumWords.All<FilterColumn>().Contains(word, StringComparer.OrdinalIgnoreCase);
    }
}
