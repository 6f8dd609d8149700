using Microsoft.AspNetCore.Components;

namespace PiCIE.Dashboard.OneRun;

/// <summary>What the run is and what it was made with: protocol, keys, programs, machines.</summary>
public sealed partial class ProvenanceTab
{
    /// <summary>The run.</summary>
    [Parameter]
    [EditorRequired]
    public RunFacts Facts { get; set; } = null!;
}
