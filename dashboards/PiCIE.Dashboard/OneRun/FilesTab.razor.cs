using Microsoft.AspNetCore.Components;
using PiCIE.Dashboard.Live;
using PiCIE.Pipeline.Inspecting;

namespace PiCIE.Dashboard.OneRun;

/// <summary>The artifacts of the run's stages with their files, each of which can be saved.</summary>
public sealed partial class FilesTab
{
    private const int MostFiles = 200;

    private IReadOnlyList<ArtifactDocument>? _artifacts;
    private RunFacts? _read;

    /// <summary>The run.</summary>
    [Parameter]
    [EditorRequired]
    public RunFacts Facts { get; set; } = null!;

    [Inject]
    internal Questions Questions { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(_read, Facts))
        {
            _read = Facts;
            _artifacts = (await Questions.AskAsync(new ListRunArtifacts(Facts.Run.Id))).Artifacts;
        }
    }

    private static string AddressOf(Guid artifact, string name) => $"/api/v1/artifacts/{artifact}/files/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}";
}
