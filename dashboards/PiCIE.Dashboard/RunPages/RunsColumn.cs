namespace PiCIE.Dashboard.RunPages;

/// <summary>A column of a setting or of a figure.</summary>
/// <param name="Key">Key of the setting or of the figure.</param>
/// <param name="IsFigure">Whether it is a figure.</param>
public sealed record RunsColumn(string Key, bool IsFigure)
{
    private const int MostSettings = 8;

    private static readonly string[] Headlines = ["meanIoU", "accuracy"];

    /// <summary>The field by which it is sorted and filtered.</summary>
    public string Field => IsFigure ? $"metrics.{Key}" : $"settings.{Key}";

    /// <summary>Its name: the last two parts of a setting, a figure as split and figure.</summary>
    public string Name => IsFigure
        ? Key.Split('.') is [var split, var figure] ? $"{split} {figure switch { "meanIoU" => "mean IoU", _ => figure }}" : Key
        : string.Join('.', Key.Split('.')[^Math.Min(2, Key.Count(sign => sign == '.') + 1)..]);

    /// <summary>Returns the columns of a list: mean IoU and accuracy of each split, then settings that differ.</summary>
    /// <param name="settings">Keys of the settings that differ.</param>
    /// <param name="figures">Keys of the figures.</param>
    public static IReadOnlyList<RunsColumn> Of(IReadOnlyList<string> settings, IReadOnlyList<string> figures) =>
    [
        .. figures.Where(key => key.Split('.') is [_, var figure] && Headlines.Contains(figure))
            .OrderBy(key => key.Split('.')[0], StringComparer.Ordinal).ThenBy(key => Array.IndexOf(Headlines, key.Split('.')[1])).Select(key => new RunsColumn(key, true)),
        .. settings.Take(MostSettings).Select(key => new RunsColumn(key, false)),
    ];

    /// <summary>Number of settings that differ and have no column.</summary>
    /// <param name="settings">Number of settings that differ.</param>
    public static int LeftOut(int settings) => Math.Max(0, settings - MostSettings);
}
