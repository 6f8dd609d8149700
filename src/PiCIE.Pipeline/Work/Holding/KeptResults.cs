using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work.Holding;

/// <summary>
/// Keeps complete results in the folders of their attempts until their stage is done, so that no finished work is computed again because
/// a disk or the database refused service, or because the process was killed in its commit.
/// </summary>
internal sealed class KeptResults(PicieHome home, OpenDatabase database)
{
    /// <summary>Notes that the scratch of an attempt is complete. Where that cannot be noted, the result is still committed from there.</summary>
    public void Keep(AttemptFolder folder, string key, IReadOnlyDictionary<string, string> inputs, StageResult result)
    {
        string aside = folder.Result + ".aside";
        try
        {
            File.WriteAllBytes(aside, JsonSerializer.SerializeToUtf8Bytes(new KeptResult(key, Relative(inputs), result), StageJson.Options));
            File.Move(aside, folder.Result, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk: the hold itself goes on, only the next process would compute again.
        }
    }

    /// <summary>Returns whether the folder of an attempt holds a complete result.</summary>
    public static bool IsIn(AttemptFolder folder) => File.Exists(folder.Result);

    /// <summary>Finds a complete result of a stage from these very inputs; null where there is none.</summary>
    public (AttemptFolder Folder, StageResult Result)? Find(Stage stage, IReadOnlyDictionary<string, string> inputs)
    {
        Dictionary<string, string> wanted = Relative(inputs);
        foreach (AttemptFolder folder in home.AttemptFolders().Where(folder => folder.Stage == stage.Id).OrderByDescending(folder => folder.Attempt))
        {
            if (Read(folder) is { } kept && kept.Key == stage.Key && kept.Inputs.Count == wanted.Count
                && kept.Inputs.All(input => wanted.GetValueOrDefault(input.Key) == input.Value))
            {
                return (folder, kept.Result);
            }
        }

        return null;
    }

    /// <summary>
    /// Removes what attempts of dead processes left, except complete results whose stage is still to be done. A stage process that outlives
    /// its supervisor may still write; its folder then stays for the next start.
    /// </summary>
    public async Task ClearAsync(CancellationToken cancel)
    {
        IReadOnlyList<AttemptFolder> folders = home.AttemptFolders();
        Guid[] kept = [.. folders.Where(IsIn).Select(folder => folder.Stage)];
        await using PicieContext context = await database.OpenAsync(cancel);
        Guid[] open = await context.Stages
            .Where(stage => kept.Contains(stage.Id) && stage.State != StageState.Done && stage.State != StageState.Canceled)
            .Select(stage => stage.Id).ToArrayAsync(cancel);
        foreach (AttemptFolder folder in folders.Where(folder => !IsIn(folder) || !open.Contains(folder.Stage)))
        {
            ScratchFolder.TryRemove(folder.Root);
        }
    }

    private static KeptResult? Read(AttemptFolder folder)
    {
        try
        {
            return IsIn(folder) ? JsonSerializer.Deserialize<KeptResult>(File.ReadAllBytes(folder.Result), StageJson.Options) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private Dictionary<string, string> Relative(IReadOnlyDictionary<string, string> inputs) => inputs.ToDictionary(
        input => input.Key,
        input => input.Value.StartsWith(home.ArtifactsFolder, StringComparison.Ordinal)
            ? Path.GetRelativePath(home.ArtifactsFolder, input.Value)
            : input.Value,
        StringComparer.Ordinal);
}
