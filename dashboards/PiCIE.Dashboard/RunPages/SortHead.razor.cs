using Microsoft.AspNetCore.Components;

namespace PiCIE.Dashboard.RunPages;

/// <summary>The head of a column; where the list can be sorted by it, pressing it does.</summary>
public sealed partial class SortHead
{
    /// <summary>Name of the column.</summary>
    [Parameter]
    [EditorRequired]
    public string Name { get; set; } = string.Empty;

    /// <summary>The field by which it sorts; null where it does not.</summary>
    [Parameter]
    public string? Field { get; set; }

    /// <summary>The whole name, for the pointer that rests on it.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Whether it holds numbers.</summary>
    [Parameter]
    public bool IsNumber { get; set; }

    /// <summary>The list, whose order it shows and changes.</summary>
    [Parameter]
    [EditorRequired]
    public RunsAddress Address { get; set; } = null!;

    [Inject]
    internal NavigationManager Ways { get; set; } = null!;

    private string Arrow => Address.Direction(Field) switch
    {
        "descending" => " ↓",
        "ascending" => " ↑",
        _ => "",
    };
}
