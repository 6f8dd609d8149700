using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using PiCIE.Dashboard.Live;
using PiCIE.Pipeline.Inspecting;

namespace PiCIE.Dashboard.OneRun;

/// <summary>The series that the stages of the run reported, a chart for each, as the address says.</summary>
public sealed partial class CurvesTab
{
    private const int MostCharts = 12;

    private IReadOnlyList<NamedSeries>? _series;
    private RunFacts? _read;

    /// <summary>The run.</summary>
    [Parameter]
    [EditorRequired]
    public RunFacts Facts { get; set; } = null!;

    /// <summary>Names of series with commas between; null shows all.</summary>
    [SupplyParameterFromQuery(Name = "series")]
    public string? Series { get; set; }

    /// <summary>The word <c>log</c> for a logarithmic axis of steps.</summary>
    [SupplyParameterFromQuery(Name = "x")]
    public string? StepAxis { get; set; }

    /// <summary>The word <c>log</c> for a logarithmic axis of values.</summary>
    [SupplyParameterFromQuery(Name = "y")]
    public string? ValueAxis { get; set; }

    /// <summary>How much the curves are smoothed, from 0 to 95 hundredths.</summary>
    [SupplyParameterFromQuery(Name = "smooth")]
    public int? Smoothing { get; set; }

    [Inject]
    internal Questions Questions { get; set; } = null!;

    [Inject]
    internal NavigationManager Ways { get; set; } = null!;

    private bool LogX => StepAxis == "log";

    private bool LogY => ValueAxis == "log";

    private int Smooth => Math.Clamp(Smoothing ?? 0, 0, 95);

    /// <summary>A run that works has further points each time it is read.</summary>
    private long Revision => Facts.HasEnded ? 0 : DateTimeOffset.UtcNow.Ticks;

    private IReadOnlyList<NamedSeries> Shown => string.IsNullOrWhiteSpace(Series)
        ? _series!
        : [.. _series!.Where(one => Series.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Any(pattern => IsMeant(one.Name, pattern)))];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(_read, Facts))
        {
            _read = Facts;
            _series = (await Questions.AskAsync(new ListRunSeries(Facts.Run.Id))).Series;
        }
    }

    private static bool IsMeant(string name, string pattern) =>
        Regex.IsMatch(name, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    private void Choose(ChangeEventArgs change) => Go("series", string.IsNullOrWhiteSpace($"{change.Value}") ? null : $"{change.Value}");

    private void ScaleValues(ChangeEventArgs change) => Go("y", change.Value is true ? "log" : null);

    private void ScaleSteps(ChangeEventArgs change) => Go("x", change.Value is true ? "log" : null);

    private void Smoothen(ChangeEventArgs change) => Go("smooth", $"{change.Value}" is "0" or "" ? null : $"{change.Value}");

    private void Go(string name, string? value) => Ways.NavigateTo(Ways.GetUriWithQueryParameter(name, value));
}
