using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.DataSets;

/// <summary>Finds the folder that <c>data:</c> of a spec means.</summary>
internal static class DataFolder
{
    /// <summary>Absolute path of the folder; it exists.</summary>
    /// <exception cref="PicieException">There is no such data set or folder.</exception>
    public static async Task<string> FindAsync(
        PicieContext context, PicieHome home, string data, string specFolder, CancellationToken cancel)
    {
        if (!NameOrPath.IsName(data))
        {
            return Existing(data, NameOrPath.Resolve(data, specFolder));
        }

        string? registered = await RegisteredAsync(context, data, cancel);
        string folder = registered ?? Path.Combine(home.DataFolder, data);
        return Directory.Exists(folder)
            ? folder
            : throw Missing(
                registered is null
                    ? $"There is no data set '{data}': it is not registered, and {folder} is not a folder."
                    : $"The data set '{data}' was registered as {folder}, which is not a folder any more.",
                folder, $"Register it: picie data add {data} PATH; or set PICIE_DATA to the folder that holds '{data}'.");
    }

    /// <summary>Absolute path of the folder that a name means now, whether it exists or not.</summary>
    public static async Task<string> OfNameAsync(PicieContext context, PicieHome home, string name, CancellationToken cancel) =>
        await RegisteredAsync(context, name, cancel) ?? Path.Combine(home.DataFolder, name);

    private static Task<string?> RegisteredAsync(PicieContext context, string name, CancellationToken cancel) => context.DataSetPaths
        .Where(row => context.DataSets.Any(dataSet => dataSet.Id == row.DataSetId && dataSet.Name == name))
        .OrderByDescending(row => row.CreatedAt).Select(row => row.Path).FirstOrDefaultAsync(cancel);

    private static string Existing(string data, string folder) => Directory.Exists(folder)
        ? folder
        : throw Missing($"The data folder '{data}' does not exist: {folder}.", folder, "A path in a spec is relative to the spec file.");

    private static PicieException Missing(string message, string where, string hint) =>
        new("no-data", message, where, hint, ExitStatus.Input);
}
