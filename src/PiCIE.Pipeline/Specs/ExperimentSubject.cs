using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Tasks;
using PiCIE.Pipeline.DataSets;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Specs;

/// <summary>The task and the data of an experiment, which stay the same for as long as it lives; each is a name or an absolute path.</summary>
/// <param name="Task">A built-in name, or the path of the task file.</param>
/// <param name="Data">A name, or the path of the folder.</param>
internal sealed record ExperimentSubject(string Task, string Data)
{
    /// <summary>
    /// Refuses an experiment of the same name that has another task or other data. A plan and a submit call it alike, so that a plan ends
    /// as its run would. The same folder may be given by a name or by its path. A path where nothing is any more refuses nothing: its file
    /// or folder was moved, perhaps with the home and the spec.
    /// </summary>
    /// <param name="known">The experiment that has the name, or null: then nothing is refused.</param>
    /// <param name="dataFolder">The folder that <see cref="Data"/> means.</param>
    /// <param name="context">The database.</param>
    /// <param name="home">The home.</param>
    /// <param name="cancel">Cancels the query.</param>
    /// <exception cref="PicieException">The experiment has another task or other data.</exception>
    public async Task RequireSameAsync(Experiment? known, string dataFolder, PicieContext context, PicieHome home, CancellationToken cancel)
    {
        if (known is null || await MatchesAsync(known, dataFolder, context, home, cancel))
        {
            return;
        }

        throw new PicieException(
            "name-taken",
            $"The experiment '{known.Name}' has the task {known.Task} and the data {known.Data}; this spec has {Task} and {Data}.",
            "name", $"Give this one another name: --set name={ShellWord.Of(known.Name + "-2")} behind the command, or name: in the spec.", ProblemKind.Conflict);
    }

    private async Task<bool> MatchesAsync(Experiment experiment, string dataFolder, PicieContext context, PicieHome home, CancellationToken cancel) =>
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

    /// <summary>Returns whether a path says nothing: nothing is there any more, or it is relative, as the first homes hold it.</summary>
    private static bool IsGone(string path, Func<string, bool> exists) => !Path.IsPathRooted(path) || !exists(path);
}
