using CsCheck;
using PiCIE.Experiments.Filters;

namespace PiCIE.Experiments.Tests.Filters;

/// <summary>Draws trees of filters: every kind of node, field and value.</summary>
internal static class GeneratedFilters
{
    private static readonly Gen<string> AnyText = Gen.Char.Where(letter => letter != '\0' && !char.IsSurrogate(letter)).Array[0, 12].Select(letters => new string(letters));

    private static readonly Gen<string> BareText = Gen.OneOf("camvid-picie", "a", "2026-11-29", "-7d", "1e-4", "x_y.z:/+-", "tag", "status");

    private static readonly Gen<Filter> Test = Gen.OneOf<Filter>(
        Compared(new FilterField(FilterColumn.Name), Gen.OneOf(FilterOperator.Equal, FilterOperator.NotEqual, FilterOperator.Contains), AnyText.Select(text => new FilterValue(text, true))),
        Compared(new FilterField(FilterColumn.Experiment), Gen.OneOf(FilterOperator.Equal, FilterOperator.Contains), BareText.Select(text => new FilterValue(text))),
        Compared(new FilterField(FilterColumn.Metrics, "val.meanIoU"), Ordered, Gen.Double[-1e6, 1e6].Select(Number)),
        Compared(new FilterField(FilterColumn.Series, "loss.last"), Ordered, Gen.Double[0, 10].Select(Number)),
        Compared(new FilterField(FilterColumn.Settings, "train.learningRate"), Ordered, Gen.Double[1e-9, 1].Select(Number)),
        Compared(new FilterField(FilterColumn.Created), Gen.OneOf(FilterOperator.Less, FilterOperator.GreaterOrEqual), Gen.OneOf("2026-11-29", "-7d", "-90m").Select(text => new FilterValue(text))),
        Compared(new FilterField(FilterColumn.Status), Gen.OneOf(FilterOperator.Equal, FilterOperator.NotEqual), Gen.OneOf("done", "failed").Select(text => new FilterValue(text))),
        Compared(new FilterField(FilterColumn.Archived), Gen.Const(FilterOperator.Equal), Gen.OneOf("true", "false").Select(text => new FilterValue(text))),
        Gen.Enum<FilterColumn>().Where(column => column is not (FilterColumn.N or FilterColumn.Settings or FilterColumn.Metrics or FilterColumn.Series))
            .Select(column => (Filter)new AbsenceFilter(new FilterField(column))),
        AnyText.Select(text => (Filter)new WordFilter(text)),
        Gen.OneOf("and", "absent", "Not", "status", "in").Select(text => (Filter)new WordFilter(text)));

    private static Gen<FilterOperator> Ordered => Gen.Enum<FilterOperator>().Where(one => one != FilterOperator.Contains);

    /// <summary>Trees up to a depth.</summary>
    public static Gen<Filter> OfDepth(int depth) => depth == 0
        ? Test
        : Gen.Frequency(
            (2, Test),
            (2, Gen.Select(OfDepth(depth - 1), OfDepth(depth - 1), (left, right) => (Filter)new AndFilter(left, right))),
            (2, Gen.Select(OfDepth(depth - 1), OfDepth(depth - 1), (left, right) => (Filter)new OrFilter(left, right))),
            (1, OfDepth(depth - 1).Select(inner => (Filter)new NotFilter(inner))));

    private static Gen<Filter> Compared(FilterField field, Gen<FilterOperator> comparison, Gen<FilterValue> value) =>
        Gen.Select(comparison, value, (one, other) => (Filter)new TestFilter(field, one, other));

    private static FilterValue Number(double value) => new(FormattableString.Invariant($"{value:R}"));

    /// <summary>Texts that look like filters, and other ones.</summary>
    public static Gen<string> Texts { get; } = Gen.OneOf<string>(
        Gen.String,
        Gen.OneOf(
            "and", "or", "not", "in", "is", "absent", "(", ")", ",", "=", "!=", "<", "<=", ">", ">=", "~", "!", "\"", "\\", "\"a\"", "status", "done", "n", "tag", "marks", "settings.train.k",
            "metrics.", "metrics.val.iou.sky", "series.loss", ".", "-7d", "2026-11-29", "1e-4", "NaN", "1e999", "ä", "\ud800", "\0", "created", "-99999999w", "true")
            .Array[0, 14].Select(words => string.Join(' ', words)));
}
