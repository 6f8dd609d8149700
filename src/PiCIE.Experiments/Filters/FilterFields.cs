using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Filters;

/// <summary>Reads the name of a field. What is unknown is answered with the nearest known word.</summary>
internal static class FilterFields
{
    private static readonly string[] Figures = ["accuracy", "meanIoU", "accuracyStd", "meanIoUStd"];
    private static readonly string[] EndsOfSeries = ["last", "min", "max"];

    private static readonly string[] Columns =
    [
        .. EnumWords.All<FilterColumn>().Except(["settings", "metrics", "series", FilterColumn.N.Word()]), "settings.<key>", "metrics.<split>.<figure>", "series.<name>.last",
    ];

    /// <summary>Returns the field that a word names.</summary>
    /// <param name="name">The word; its case does not count.</param>
    /// <param name="column">Column at which it stands.</param>
    /// <param name="ofGroups">Whether the list has groups of replicates and no single runs.</param>
    /// <exception cref="FilterException">There is no such field.</exception>
    public static FilterField Read(string name, int column, bool ofGroups)
    {
        string[] parts = name.Split('.', 2);
        return Find(parts[0], EnumWords.All<FilterColumn>()) is { } word ? Read(EnumWords.Parse<FilterColumn>(word), parts.ElementAtOrDefault(1), column, ofGroups) : throw Unknown(name, column);
    }

    private static FilterField Read(FilterColumn family, string? key, int column, bool ofGroups) => family switch
    {
        FilterColumn.N when !ofGroups => throw new FilterException(
            column, "'n' counts the trainings of a group of replicates, and this list shows single runs.", "picie runs compare shows n, mean and deviation of each group."),
        FilterColumn.Settings => new FilterField(family, Setting(key ?? string.Empty, column)),
        FilterColumn.Metrics => new FilterField(family, Metric(key ?? string.Empty, column)),
        FilterColumn.Series => new FilterField(family, Series(key ?? string.Empty, column)),
        _ when key is not null => throw new FilterException(column, $"'{family.Word()}' is a field without further words; '.{key}' stands behind it."),
        _ => new FilterField(family),
    };

    private static string Setting(string key, int column) => Find(key, KnownSettings.Keys)
        ?? throw new FilterException(column, $"'settings.{key}' names no setting of a run.", FilterHints.OfSetting(key) ?? "Settings are called as in a spec, for example settings.train.learningRate.");

    /// <summary>Reads the key of a figure. A split and a class may be called anything, dots included, so the last words decide.</summary>
    private static string Metric(string key, int column)
    {
        string[] parts = key.Split('.');
        int iou = Array.FindIndex(parts, part => part.Equals("iou", StringComparison.OrdinalIgnoreCase));
        if (iou > 0 && iou < parts.Length - 1)
        {
            parts[iou] = "iou";
            return string.Join('.', parts);
        }

        int dot = key.LastIndexOf('.');
        return Find(key[(dot + 1)..], Figures) is { } figure && dot != 0
            ? key[..(dot + 1)] + figure
            : throw new FilterException(
                column, $"'metrics.{key}' names no figure: {string.Join(", ", Figures)}, or iou and a class.",
                Meant(key[(dot + 1)..], Figures, $"metrics.{key[..(dot + 1)]}", "For example metrics.val.meanIoU, metrics.meanIoU (of the first split) or metrics.val.iou.sky."));
    }

    private static string Series(string key, int column)
    {
        int dot = key.LastIndexOf('.');
        return dot > 0 && Find(key[(dot + 1)..], EndsOfSeries) is { } end
            ? key[..(dot + 1)] + end
            : throw new FilterException(
                column, $"'series.{key}' does not say which value of a curve: {string.Join(", ", EndsOfSeries)}.", "For example series.loss.last.");
    }

    private static FilterException Unknown(string name, int column) => new(
        column, $"'{name}' is no field.", FilterHints.OfField(name, Columns, Figures) ?? $"Fields are {string.Join(", ", Columns)}.");

    private static string Meant(string word, IEnumerable<string> known, string prefix, string otherwise) =>
        NearestName.Of(word, known) is { } near ? $"Did you mean {prefix}{near}?" : otherwise;

    private static string? Find(string word, IEnumerable<string> known) => known.FirstOrDefault(one => one.Equals(word, StringComparison.OrdinalIgnoreCase));
}
