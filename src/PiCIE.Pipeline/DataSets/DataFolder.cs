using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Text;
using PiCIE.Storage;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Finds the folder that <c>data:</c> of a spec means.</summary>
internal static class DataFolder
{
    // Where the demo leaves its scenes below a home, which the ready-made toy experiment names.
    private static readonly string DemoScenes = Path.Combine("demo", "scenes");

    /// <summary>Returns the absolute path of the folder, which exists.</summary>
    /// <exception cref="PicieException">There is no such data set or folder.</exception>
    public static async Task<string> FindAsync(
        PicieContext context, PicieHome home, string data, string specFolder, CancellationToken cancel)
    {
        if (!NameOrPath.IsName(data))
        {
            return Existing(data, EquivalentPath.Find(NameOrPath.Resolve(data, specFolder)));
        }

        string? registered = await RegisteredAsync(context, data, cancel);
        string folder = registered ?? EquivalentPath.Find(Path.Combine(home.DataFolder, data));
        return Directory.Exists(folder)
            ? folder
            : throw (registered is null
                ? Missing(
                    $"There is no data set '{data}': it is not registered, and {folder} is not a folder.", folder,
                    $"Register it: picie data add {ShellWord.Of(data)} PATH; or set PICIE_DATA to the folder that holds '{data}'.")
                : Missing(
                    $"The data set '{data}' was registered as {folder}, which is not a folder any more.", folder,
                    $"Say where it is now: picie data add {ShellWord.Of(data)} PATH; or take the name back: picie data remove {ShellWord.Of(data)}."));
    }

    /// <summary>Returns the absolute path of the folder that a name means now, whether it exists or not.</summary>
    public static async Task<string> OfNameAsync(PicieContext context, PicieHome home, string name, CancellationToken cancel) =>
        await RegisteredAsync(context, name, cancel) ?? Path.Combine(home.DataFolder, name);

    private static async Task<string?> RegisteredAsync(PicieContext context, string name, CancellationToken cancel)
    {
        List<string> paths = await NamedPaths.Of(context, name).Select(row => row.Path).ToListAsync(cancel);
        return NamedPaths.Current(paths);
    }

    private static string Existing(string data, string folder) => Directory.Exists(folder)
        ? folder
        : throw Missing(
            File.Exists(folder) ? $"{folder} is a file; the data of a spec is a folder." : $"The data folder '{data}' does not exist{(data == folder ? "" : $": {folder}")}.", folder,
            folder.EndsWith(DemoScenes, StringComparison.Ordinal)
                ? "picie demo draws these scenes: run it once, then this command again."
                : NameOrPath.HintFor(data));

    private static PicieException Missing(string message, string where, string hint) =>
        new("no-data", message, where, hint, ProblemKind.Input);
}
