using Spectre.Console;
using Spectre.Console.Rendering;

namespace PiCIE.Cli.Progress;

/// <summary>Shows the time left of all the work as a column of a progress bar.</summary>
/// <param name="pace">The pace of the work.</param>
internal sealed class WorkLeftColumn(WorkPace pace) : ProgressColumn
{
    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(pace.Left() is { } left ? $"all: {left}" : "");
}
