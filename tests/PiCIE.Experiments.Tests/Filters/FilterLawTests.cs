using CsCheck;
using PiCIE.Experiments.Filters;

namespace PiCIE.Experiments.Tests.Filters;

/// <summary>What holds of every filter, whatever it says.</summary>
public sealed class FilterLawTests
{
    private const int Depth = 4;

    [Fact]
    public void A_tree_that_is_written_and_read_is_the_same_tree() =>
        GeneratedFilters.OfDepth(Depth).Sample(filter => FilterParser.Parse(FilterText.Of(filter)) == filter, print: FilterText.Of);

    [Fact]
    public void Case_of_keywords_and_a_missing_and_change_nothing() =>
        GeneratedFilters.OfDepth(2).Sample(filter =>
        {
            string text = FilterText.Of(filter);
            return text.Contains('"', StringComparison.Ordinal)
                || (FilterParser.Parse(text.Replace(" or ", " OR ", StringComparison.Ordinal).Replace("not ", "NOT ", StringComparison.Ordinal)) == filter
                    && FilterParser.Parse(text.Replace(" and ", " ", StringComparison.Ordinal)) == filter);
        });

    [Fact]
    public void And_binds_tighter_than_or_and_not_tightest() =>
        Gen.Select(GeneratedFilters.OfDepth(0), GeneratedFilters.OfDepth(0), GeneratedFilters.OfDepth(0)).Sample((a, b, c) =>
            FilterParser.Parse($"{FilterText.Of(a)} or {FilterText.Of(b)} and ({FilterText.Of(c)})") == new OrFilter(a, new AndFilter(b, c))
            && FilterParser.Parse($"not ({FilterText.Of(a)}) and {FilterText.Of(b)}") == new AndFilter(new NotFilter(a), b));

    [Fact]
    public void Any_text_is_a_filter_or_is_refused_with_a_column_inside_it() =>
        GeneratedFilters.Texts.Sample(text =>
        {
            try
            {
                return FilterParser.Parse(text) is null == string.IsNullOrWhiteSpace(text);
            }
            catch (FilterException refused)
            {
                return refused.Column >= 1 && refused.Column <= text.Length + 1 && refused.Message.EndsWith('.');
            }
        });

    [Fact]
    public void Any_text_is_an_order_or_is_refused_with_a_column_inside_it() =>
        GeneratedFilters.Texts.Sample(text =>
        {
            try
            {
                return FilterOrder.Parse(text).Count >= 1;
            }
            catch (FilterException refused)
            {
                return refused.Column >= 1 && refused.Column <= text.Length + 1;
            }
        });
}
