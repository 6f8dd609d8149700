using System.Text.Json;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Progress;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Cli.StageTools;

/// <summary>The result of a tool of the stage program: its output record, and its files in a scratch folder that goes with this object.</summary>
/// <typeparam name="TOutput">Type of the output record.</typeparam>
internal sealed class ToolRun<TOutput> : IDisposable
{
    private readonly ToolScratch _scratch;

    private ToolRun(ToolScratch scratch, TOutput output)
    {
        _scratch = scratch;
        Output = output;
    }

    /// <summary>Folder of its files.</summary>
    public string Scratch => _scratch.Folder;

    /// <summary>The output record of the tool.</summary>
    public TOutput Output { get; }

    /// <summary>Runs a tool to its end, with progress.</summary>
    /// <param name="session">The command.</param>
    /// <param name="kind">Kind of the tool.</param>
    /// <param name="settings">Its settings record as JSON.</param>
    /// <param name="inputs">Its inputs: role and absolute path.</param>
    /// <param name="place">
    /// Folder that takes its scratch folder; without it, the home takes it, or the machine's temporary folder where there is no home or it
    /// is read-only.
    /// </param>
    /// <exception cref="PiCIE.Pipeline.PicieException">The stage program is missing, or the tool could not do its work.</exception>
    public static async Task<ToolRun<TOutput>> OfAsync(
        CommandSession session, string kind, JsonElement settings, IReadOnlyDictionary<string, string> inputs, string? place = null)
    {
        ToolScratch scratch = place is null ? ToolScratch.In(session.Home, kind) : ToolScratch.Make(place, kind);
        try
        {
            StageResult result = await ProgressDisplay.WatchAsync(session.Terminal, observer => new StageTool(session.Home).RunAsync(
                kind, settings, inputs, scratch.Folder, observer, session.Stop));
            return new ToolRun<TOutput>(scratch, StageJson.FromElement<TOutput>(result.Output));
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    public void Dispose() => _scratch.Dispose();
}
