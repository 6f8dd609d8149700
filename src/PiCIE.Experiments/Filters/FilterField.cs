using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.States;

namespace PiCIE.Experiments.Filters;

/// <summary>A field of a run that a filter looks at or a list is sorted by.</summary>
/// <param name="Column">The column.</param>
/// <param name="Key">The key behind it, of settings, metrics and series; else null.</param>
public sealed record FilterField(FilterColumn Column, string? Key = null)
{
    /// <summary>Marks of runs that nothing records yet.</summary>
    public static IReadOnlyList<string> UnknownMarks { get; } = ["collapsed", "quarantined", "not-bit-exact", "photographs-withdrawn"];

    private static readonly string[] Marks = ["selection-labels", "training-labels", "late-result", "imported", "older-code", "older-data"];
    private static readonly string[] UsesOfLabels = ["none", "selection", "training"];

    /// <summary>Which values it takes.</summary>
    public FilterKind Kind => Column switch
    {
        FilterColumn.Status or FilterColumn.Method or FilterColumn.LabelsUsed or FilterColumn.Failure => FilterKind.Choice,
        FilterColumn.Tag or FilterColumn.Note or FilterColumn.Marks => FilterKind.Words,
        FilterColumn.Created or FilterColumn.Ended => FilterKind.Time,
        FilterColumn.Seconds or FilterColumn.Seed or FilterColumn.N or FilterColumn.Metrics or FilterColumn.Series => FilterKind.Number,
        FilterColumn.Archived or FilterColumn.Starred => FilterKind.Answer,
        FilterColumn.Settings => FilterKind.Setting,
        _ => FilterKind.Text,
    };

    /// <summary>The words that it can be; null where it can be anything of its kind.</summary>
    public IReadOnlyList<string>? Choices => Column switch
    {
        FilterColumn.Status => EnumWords.All<RunStatus>(),
        FilterColumn.Method => EnumWords.All<Method>(),
        FilterColumn.LabelsUsed => UsesOfLabels,
        FilterColumn.Failure => EnumWords.All<FailureKind>(),
        FilterColumn.Marks => Marks,
        _ => null,
    };

    /// <summary>Whether a list can be sorted by it: it has one value a run.</summary>
    public bool IsSortable => Kind != FilterKind.Words;

    /// <summary>Whether a group of replicates has one value of it: a figure of a split is its mean there, and created is that of its newest run.</summary>
    public bool IsOfGroups => Column switch
    {
        FilterColumn.N or FilterColumn.Created or FilterColumn.ConfigId => true,
        FilterColumn.Settings => !SettingValues.Seeds.Contains(Key),
        FilterColumn.Metrics => Key!.Contains('.', StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Returns the field as people write it.</summary>
    public override string ToString() => Key is null ? Column.Word() : $"{Column.Word()}.{Key}";
}
