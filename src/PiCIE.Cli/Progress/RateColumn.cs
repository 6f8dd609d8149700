using Spectre.Console;
using Spectre.Console.Rendering;

namespace PiCIE.Cli.Progress;

/// <summary>Units a second, as a column of a progress bar.</summary>
internal sealed class RateColumn : ProgressColumn
{
    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Speed is { } rate ? ProgressWords.Rate(rate) : "");
}
