using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using PiCIE.Dashboard.Assets;

namespace PiCIE.Dashboard.Charts;

/// <summary>A curve of a run. The browser asks the API for its points, at most a thousand buckets, and draws them; nothing of them passes the live connection.</summary>
public sealed partial class SeriesChart : IAsyncDisposable
{
    private ElementReference _canvas;
    private ElementReference _caption;
    private IJSObjectReference? _module;
    private object? _drawn;

    /// <summary>Id of the run.</summary>
    [Parameter]
    [EditorRequired]
    public Guid Run { get; set; }

    /// <summary>Name of the series.</summary>
    [Parameter]
    [EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>Id of the stage that has it; null where one alone does.</summary>
    [Parameter]
    public Guid? Stage { get; set; }

    /// <summary>Grows when there are further points.</summary>
    [Parameter]
    public long Revision { get; set; }

    /// <summary>Whether steps have a logarithmic axis.</summary>
    [Parameter]
    public bool LogSteps { get; set; }

    /// <summary>Whether values have a logarithmic axis.</summary>
    [Parameter]
    public bool LogValues { get; set; }

    /// <summary>How much a curve is smoothed, from 0 to 99 hundredths; raw points stay visible.</summary>
    [Parameter]
    public int Smoothing { get; set; }

    [Inject]
    internal IJSRuntime Browser { get; set; } = null!;

    private string Address => $"/api/v1/runs/{Run}/metrics/{Uri.EscapeDataString(Name).Replace("%2F", "/", StringComparison.Ordinal)}?points=1000{(Stage is { } stage ? $"&stage={stage}" : "")}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is { } module)
        {
            try
            {
                await module.InvokeVoidAsync("remove", _canvas);
                await module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser has gone.
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        object wanted = (Address, Revision, LogSteps, LogValues, Smoothing);
        if (wanted.Equals(_drawn))
        {
            return;
        }

        _drawn = wanted;
        try
        {
            _module ??= await Browser.InvokeAsync<IJSObjectReference>("import", AssetLibrary.AddressOf("charts.js"));
            await _module.InvokeVoidAsync(
                "draw", _canvas, _caption, AssetLibrary.AddressOf("echarts.js"), Address, new { name = Name, logSteps = LogSteps, logValues = LogValues, smoothing = Smoothing / 100.0 });
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }
}
