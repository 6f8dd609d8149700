using System.Globalization;
using Microsoft.AspNetCore.Components;
using PiCIE.Dashboard.Live;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Inspecting;

namespace PiCIE.Dashboard.OneRun;

/// <summary>The end of the log of an attempt; while the attempt goes on it follows.</summary>
public sealed partial class LogTab
{
    private const int MostBytes = 96 << 10;

    private RunLogEnd? _log;
    private PicieException? _trouble;
    private RunFacts? _read;
    private string _filter = "";

    /// <summary>The run.</summary>
    [Parameter]
    [EditorRequired]
    public RunFacts Facts { get; set; } = null!;

    /// <summary>The stage and the number of the attempt with a colon between; null for the newest one.</summary>
    [SupplyParameterFromQuery(Name = "attempt")]
    public string? Attempt { get; set; }

    [Inject]
    internal Questions Questions { get; set; } = null!;

    [Inject]
    internal NavigationManager Ways { get; set; } = null!;

    private RunAttemptDocument? Chosen => Attempt?.Split(':') is [var stage, var number] && Guid.TryParse(stage, out Guid id) && int.TryParse(number, CultureInfo.InvariantCulture, out int count)
        ? Facts.Attempts.FirstOrDefault(one => one.Stage == id && one.Number == count)
        : Facts.Attempts.LastOrDefault();

    private IReadOnlyList<string> Lines => _filter.Trim() is { Length: > 0 } words ? [.. _log!.Lines.Where(line => line.Contains(words, StringComparison.OrdinalIgnoreCase))] : _log!.Lines;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        bool isOther = _log is null || Chosen is not { } chosen || chosen.Stage != _log.Stage || chosen.Number != _log.Attempt;
        if (isOther || !ReferenceEquals(_read, Facts))
        {
            _read = Facts;
            await ReadAsync();
        }
    }

    private static string? LevelOf(string line) =>
        line.Contains("error", StringComparison.OrdinalIgnoreCase) ? "bad" : line.Contains("warning", StringComparison.OrdinalIgnoreCase) ? "warn" : null;

    private async Task ReadAsync()
    {
        if (Chosen is not { } chosen)
        {
            return;
        }

        try
        {
            _log = await Questions.AskAsync(new ReadRunLogEnd(Facts.Run.Id, chosen.Stage, chosen.Number, MostBytes));
            _trouble = null;
        }
        catch (PicieException error)
        {
            (_log, _trouble) = (null, error);
        }
    }

    private void Choose(ChangeEventArgs change) => Ways.NavigateTo(Ways.GetUriWithQueryParameter("attempt", $"{change.Value}"));
}
