using PiCIE.Pipeline;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Cli.StageTools;

/// <summary>
/// The scratch folder of one call of a tool. A lock file beside it says that the call lives; the lock dies with its process, so that the
/// next call removes what a killed one left.
/// </summary>
internal sealed class ToolScratch : IDisposable
{
    private const string LockEnding = ".lock";
    private readonly FileStream _held;

    private ToolScratch(string folder)
    {
        Folder = folder;
        _held = new FileStream(folder + LockEnding, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        Directory.CreateDirectory(folder);
    }

    /// <summary>Path of the folder, which exists until this object goes.</summary>
    public string Folder { get; }

    /// <summary>
    /// Makes a scratch folder in a home; elsewhere where there is no home yet, for a command that reads makes none, or where the home is
    /// read-only.
    /// </summary>
    /// <param name="home">The home.</param>
    /// <param name="kind">Kind of the tool.</param>
    public static ToolScratch In(PicieHome home, string kind)
    {
        if (!Directory.Exists(home.Root))
        {
            return Make(Path.GetTempPath(), kind);
        }

        try
        {
            ClearDead(home.ToolsFolder);
            return Make(home.ToolsFolder, kind);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            return Make(Path.GetTempPath(), kind);
        }
    }

    /// <summary>Makes a scratch folder in a stated place.</summary>
    /// <param name="place">The folder that it lies in; made if it is missing.</param>
    /// <param name="kind">Kind of the tool.</param>
    public static ToolScratch Make(string place, string kind)
    {
        Directory.CreateDirectory(place);
        return new ToolScratch(Path.Combine(place, $"{kind}-{Guid.CreateVersion7():N}"));
    }

    /// <summary>Removes the scratch folders of killed calls.</summary>
    /// <param name="place">The folder that they lie in, of which nobody else writes lock files.</param>
    public static void ClearDead(string place)
    {
        foreach (string file in Directory.Exists(place) ? Directory.GetFiles(place, "*" + LockEnding) : [])
        {
            try
            {
                using FileStream dead = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                if (ScratchFolder.TryRemove(file[..^LockEnding.Length]))
                {
                    File.Delete(file);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Its call lives, or it went meanwhile.
            }
        }
    }

    public void Dispose()
    {
        ScratchFolder.TryRemove(Folder);
        _held.Dispose();
    }
}
