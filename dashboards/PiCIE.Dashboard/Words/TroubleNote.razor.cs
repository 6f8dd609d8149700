using Microsoft.AspNetCore.Components;
using PiCIE.Pipeline;

namespace PiCIE.Dashboard.Words;

/// <summary>Says what could not be read, and what to do next.</summary>
public sealed partial class TroubleNote
{
    /// <summary>What went wrong; null draws nothing.</summary>
    [Parameter]
    [EditorRequired]
    public PicieException? Error { get; set; }
}
