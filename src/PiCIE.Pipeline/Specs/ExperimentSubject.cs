using PiCIE.Experiments.Tasks;
using PiCIE.Pipeline.DataSets;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Specs;

/// <summary>What an experiment is about for as long as it lives: its task and its data, each a name or an absolute path.</summary>
/// <param name="Task">A built-in name, or the path of the task file.</param>
/// <param name="Data">A name, or the path of the folder.</param>
internal sealed record ExperimentSubject(string Task, string Data)
{
    /// <summary>
    /// Whether an experiment is about this. The same folder may be said by a name or by its path; and a path where nothing is any more
    /// refuses nothing: its file or folder was moved, perhaps with the home and the spec.
    /// </summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="dataFolder">The folder that <see cref="Data"/> means.</param>
    /// <param name="context">The database.</param>
    /// <param name="home">The home.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<bool> IsOfAsync(Experiment experiment, string dataFolder, PicieContext context, PicieHome home, CancellationToken cancel) =>
        IsTask(experiment.Task) && (experiment.Data == Data || await IsFolderAsync(experiment.Data, dataFolder, context, home, cancel));

    private bool IsTask(string known) => known == Task || (!BuiltInTasks.Names.Contains(known) && IsGone(known, File.Exists));

    private static async Task<bool> IsFolderAsync(
        string known, string dataFolder, PicieContext context, PicieHome home, CancellationToken cancel)
    {
        if (!NameOrPath.IsName(known))
        {
            return known == dataFolder || IsGone(known, Directory.Exists);
        }

        string folder = await DataFolder.OfNameAsync(context, home, known, cancel);
        return Path.TrimEndingDirectorySeparator(folder) == Path.TrimEndingDirectorySeparator(dataFolder);
    }

    /// <summary>A relative path, which the first homes hold, says as little as one where nothing is.</summary>
    private static bool IsGone(string path, Func<string, bool> exists) => !Path.IsPathRooted(path) || !exists(path);
}
