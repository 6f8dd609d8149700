using System.Text.Json;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Work.Breakers;

/// <summary>Repeats what failed around a stage: writes as much to that folder, reads that file, or starts the stage program with its libraries.</summary>
internal sealed class SurroundingsProbe(PicieHome home, SharedStore store, StageTool tool)
{
    /// <summary>Returns whether it passes now.</summary>
    /// <param name="place">The folder or file that failed; null for the stage program.</param>
    /// <param name="bytes">Number of bytes for which a folder must have room.</param>
    public Task<bool> PassesAsync(string? place, long bytes) => place switch
    {
        null => StartsAsync(),
        _ when IsIn(home.ArtifactsFolder, place) => Task.FromResult(store.OutOfReach() is null && Passes(() => Write(home.ArtifactsFolder, bytes))),
        _ when IsIn(home.Root, place) => Task.FromResult(Passes(() => Write(home.WorkFolder, bytes))),
        _ => Task.FromResult(Passes(() => Read(place))),
    };

    private static bool IsIn(string folder, string place) => place == folder || place.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private async Task<bool> StartsAsync()
    {
        string scratch = Path.Combine(home.ToolsFolder, $"probe-{Guid.NewGuid():N}");
        try
        {
            JsonElement settings = StageJson.ToElement(new DoctorToolSettings());
            await tool.RunAsync(ToolKinds.Doctor, settings, new Dictionary<string, string>(), scratch, SilentObserver.Instance, CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is PicieException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
        finally
        {
            ScratchFolder.TryRemove(scratch);
        }
    }

    /// <summary>Takes the room that the attempt would need, and gives it back.</summary>
    private static void Write(string folder, long bytes)
    {
        string file = Path.Combine(Directory.CreateDirectory(folder).FullName, $".probe-{Guid.NewGuid():N}");
        using FileStream stream = new(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            PreallocationSize = bytes,
            Options = FileOptions.DeleteOnClose,
        });
        stream.WriteByte(1);
        stream.Flush(flushToDisk: true);
    }

    private static void Read(string place)
    {
        if (Directory.Exists(place))
        {
            _ = Directory.EnumerateFileSystemEntries(place).FirstOrDefault();
            return;
        }

        using FileStream stream = new(place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        _ = stream.ReadByte();
    }

    private static bool Passes(Action attempt)
    {
        try
        {
            attempt();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
