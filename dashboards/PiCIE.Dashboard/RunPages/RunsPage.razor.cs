using Microsoft.AspNetCore.Components;
using PiCIE.Dashboard.Live;
using PiCIE.Dashboard.Words;
using PiCIE.Pipeline.RunTables;

namespace PiCIE.Dashboard.RunPages;

/// <summary>The list of runs: filtered, sorted and folded as its address says.</summary>
public sealed partial class RunsPage
{
    private RunsList? _list;
    private ElementReference? _more;
    private string? _watched;
    private bool _isReading;
    private RunsAddress? _read;

    /// <summary>The filter; null shows what is not archived.</summary>
    [SupplyParameterFromQuery(Name = "filter")]
    public string? Filter { get; set; }

    /// <summary>The order; null is the newest first.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Sort { get; set; }

    /// <summary>The word <c>off</c> shows each run on its own; null folds replicates.</summary>
    [SupplyParameterFromQuery(Name = "fold")]
    public string? Fold { get; set; }

    [Inject]
    internal NavigationManager Ways { get; set; } = null!;

    [Inject]
    internal Screen Screen { get; set; } = null!;

    private RunsAddress State => RunsAddress.Of(Filter, Sort, Fold);

    private List<RunsRow> Rows => [.. _list!.Rows];

    private string Total => _list!.Total switch
    {
        TableColumnsDocument.MostCounted => $"more than {Say.Count(TableColumnsDocument.MostCounted - 1)}",
        long rows => $"{Say.Count(rows)} {(State.Fold ? "configuration" : "run")}{(rows == 1 ? "" : "s")}",
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // The first time the page reads when it begins to follow the events.
        if (_read is not null && _read != State)
        {
            await RefreshAsync(isNews: false);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_list is { HasMore: true } && _more is { Context: not null } more && _watched != more.Id)
        {
            _watched = more.Id;
            await Screen.DoAsync("pressInView", more);
        }
    }

    /// <inheritdoc/>
    protected override async Task ReadAsync(bool isNews)
    {
        if (isNews && _list?.Address == State)
        {
            await _list.ReadNewsAsync(Closed);
            return;
        }

        _read = State;
        RunsList list = new(Questions, State);
        await list.ReadAsync(Closed);
        if (list.Address == State)
        {
            _list = list;
        }
    }

    private void FilterBy(ChangeEventArgs change)
    {
        string filter = $"{change.Value}".Trim();
        Ways.NavigateTo((State with { Filter = filter }).Text);
    }

    private void FoldBy(ChangeEventArgs change)
    {
        // What one kind of rows is sorted by the other may lack.
        string? sort = State.Sort?.TrimStart('-') is "name" or "experiment" or "seed" or "n" or "status" or "ended" ? null : State.Sort;
        Ways.NavigateTo((State with { Fold = change.Value is true, Sort = sort }).Text);
    }

    private Task ShowNewsAsync() => TryAsync(() => _list!.ReadAsync(Closed));

    private async Task MoreAsync()
    {
        if (!_isReading)
        {
            _isReading = true;
            await TryAsync(() => _list!.ReadMoreAsync(Closed));
            _isReading = false;
        }
    }

    private Task ToggleAsync(string group) => TryAsync(() => _list!.ToggleAsync(group, Closed));
}
