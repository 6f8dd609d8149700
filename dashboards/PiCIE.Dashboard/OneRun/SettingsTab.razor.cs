using Microsoft.AspNetCore.Components;

namespace PiCIE.Dashboard.OneRun;

/// <summary>All settings of the run, every default filled in.</summary>
public sealed partial class SettingsTab
{
    private string _filter = "";

    /// <summary>The run.</summary>
    [Parameter]
    [EditorRequired]
    public RunFacts Facts { get; set; } = null!;

    private IReadOnlyList<(string Key, string Value)> Shown =>
    [
        .. FlatJson.Of(Facts.Run.Settings).Where(pair => pair.Key.Contains(_filter.Trim(), StringComparison.OrdinalIgnoreCase) || pair.Value.Contains(_filter.Trim(), StringComparison.OrdinalIgnoreCase)),
    ];
}
