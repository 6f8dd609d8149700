using Microsoft.AspNetCore.Components;
using MudBlazor;
using PiCIE.Dashboard.Live;
using PiCIE.Pipeline;

namespace PiCIE.Dashboard.Frame;

/// <summary>The frame of every page: the ways to the pages, the theme, the list of keys, and a page in the middle whose failure leaves the frame alone.</summary>
public sealed partial class MainLayout
{
    private static readonly MudTheme Look = new()
    {
        Typography = new Typography { Default = new DefaultTypography { FontFamily = ["Inter", "system-ui", "sans-serif"], FontSize = "0.875rem" } },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
    };

    private PageBoundary? _boundary;

    [Inject]
    internal Screen Screen { get; set; } = null!;

    private static string Version => ProgramVersion.Text.Split('+')[0];

    /// <inheritdoc/>
    protected override void OnParametersSet() => _boundary?.Recover();

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Screen.DoAsync("begin");
        }
    }
}
