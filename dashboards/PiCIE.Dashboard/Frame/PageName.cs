using Microsoft.AspNetCore.Components;
using PiCIE.Dashboard.Live;

namespace PiCIE.Dashboard.Frame;

/// <summary>Names the page in the title of the browser's tab. It draws nothing.</summary>
public sealed class PageName : ComponentBase
{
    private string? _shown;

    /// <summary>The name; the product's stands behind it.</summary>
    [Parameter]
    [EditorRequired]
    public string Text { get; set; } = string.Empty;

    [Inject]
    internal Screen Screen { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_shown != Text)
        {
            _shown = Text;
            await Screen.DoAsync("setTitle", $"{Text} · PiCIE");
        }
    }
}
