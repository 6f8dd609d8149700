using Microsoft.AspNetCore.Components;

namespace PiCIE.Dashboard.Words;

/// <summary>Shows a status by its word, with a sign and a colour that repeat it.</summary>
public sealed partial class StatusMark
{
    /// <summary>The word: <c>done</c>, <c>running</c>, <c>failed</c>.</summary>
    [Parameter]
    [EditorRequired]
    public string Word { get; set; } = string.Empty;

    private string Path => Word switch
    {
        "done" or "succeeded" => "M3 8.5 6.5 12 13 4.5",
        "failed" => "M4 4l8 8M12 4l-8 8",
        "running" => "M13.5 8A5.5 5.5 0 1 1 8 2.5",
        "canceled" or "interrupted" or "lost" => "M4 8h8",
        _ => "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5v3l2 1.5",
    };
}
