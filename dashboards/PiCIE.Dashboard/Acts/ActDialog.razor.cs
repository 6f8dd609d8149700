using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace PiCIE.Dashboard.Acts;

/// <summary>Says before an act what it will do, and asks for the words that it needs.</summary>
public sealed partial class ActDialog
{
    private string _text = "";

    /// <summary>The act as a title.</summary>
    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = string.Empty;

    /// <summary>What it will do.</summary>
    [Parameter]
    [EditorRequired]
    public string Sentence { get; set; } = string.Empty;

    /// <summary>The button that does it.</summary>
    [Parameter]
    [EditorRequired]
    public string Verb { get; set; } = string.Empty;

    /// <summary>Name of the text that it needs; null where it needs none.</summary>
    [Parameter]
    public string? Field { get; set; }

    /// <summary>Lines of the text.</summary>
    [Parameter]
    public int Lines { get; set; } = 1;

    /// <summary>The dialog that it stands in.</summary>
    [CascadingParameter]
    public IMudDialogInstance Dialog { get; set; } = null!;
}
