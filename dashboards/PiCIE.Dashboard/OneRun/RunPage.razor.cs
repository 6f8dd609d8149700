using Microsoft.AspNetCore.Components;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Inspecting;
using PiCIE.Pipeline.Runs;

namespace PiCIE.Dashboard.OneRun;

/// <summary>One run: what happened, what came out, and everything that it was made with, a tab for each.</summary>
public sealed partial class RunPage
{
    private static readonly (string Tab, string Name)[] Tabs =
        [("", "Overview"), ("curves", "Curves"), ("settings", "Settings"), ("files", "Files"), ("log", "Log"), ("provenance", "Provenance")];

    private static readonly TimeSpan WhileOpen = TimeSpan.FromSeconds(2);

    private RunFacts? _facts;
    private Guid _read;

    /// <summary>Id of the run.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Name of the tab; null for the overview.</summary>
    [Parameter]
    public string? Tab { get; set; }

    /// <inheritdoc/>
    protected override TimeSpan? Again => _facts is { HasEnded: false } ? WhileOpen : null;

    private string Shown => Tab ?? "";

    private string AddressOf(string tab) => tab.Length == 0 ? $"/runs/{Id}" : $"/runs/{Id}/{tab}";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_read != Guid.Empty && _read != Id)
        {
            _facts = null;
            await RefreshAsync(isNews: false);
        }
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync(bool isNews)
    {
        Guid asked = _read = Id;
        ExperimentDocument document = await Questions.AskAsync(new ShowRun($"{asked}"), Closed);
        RunStageListDocument stages = await Questions.AskAsync(new ListRunStages(asked), Closed);
        RunAttemptListDocument attempts = await Questions.AskAsync(new ListRunAttempts(asked), Closed);
        if (asked == Id)
        {
            _facts = new RunFacts(document.Experiment, document.Runs[0], stages.Stages, attempts.Attempts);
        }
    }
}
