using Spectre.Console;
using Spectre.Console.Rendering;

namespace PiCIE.Cli.Progress;

/// <summary>Shows units a second as a column of a progress bar.</summary>
internal sealed class RateColumn : ProgressColumn
{
    /// <summary>Time before which a rate says nothing.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Speed is { } rate && task.ElapsedTime > First ? ProgressWords.Rate(rate) : "");
}
