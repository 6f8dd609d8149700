using Microsoft.AspNetCore.Components;

namespace PiCIE.Dashboard.RunPages;

/// <summary>A row of the list of runs.</summary>
public sealed partial class RunsTableRow
{
    /// <summary>Whether replicates are folded.</summary>
    [Parameter]
    public bool Fold { get; set; }

    /// <summary>Whether the members of the group are shown.</summary>
    [Parameter]
    public bool IsExpanded { get; set; }

    /// <summary>Shows the members of the group, or hides them.</summary>
    [Parameter]
    public EventCallback OnToggle { get; set; }

    /// <summary>The row.</summary>
    [Parameter]
    [EditorRequired]
    public RunsRow Row { get; set; } = null!;

    /// <summary>The columns of settings and figures.</summary>
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<RunsColumn> Columns { get; set; } = [];

    private DateTimeOffset Created => Row.Run?.Run.Created ?? Row.Group!.Created;
}
