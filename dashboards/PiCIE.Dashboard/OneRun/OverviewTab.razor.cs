using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace PiCIE.Dashboard.OneRun;

/// <summary>The run at a glance: its stages, the loss of its training, and the IoU of each class.</summary>
public sealed partial class OverviewTab
{
    private const string LossName = "loss";

    /// <summary>The run.</summary>
    [Parameter]
    [EditorRequired]
    public RunFacts Facts { get; set; } = null!;

    private static string Width(double? percent) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(percent ?? 0, 0, 100):0.##}%");
}
