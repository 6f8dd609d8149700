using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Layouts;

/// <summary>Which photographs belong to a split of a task, and which label image to each. Reads names only, never pixels.</summary>
public static class PhotographList
{
    /// <summary>The photographs of a split, in the order of its list; without a list sorted ordinally by stem.</summary>
    /// <param name="task">The task.</param>
    /// <param name="split">Name of one of its splits.</param>
    /// <param name="dataFolder">Folder of the data set.</param>
    /// <returns>At least one photograph; pairs are made by stem, never by position.</returns>
    /// <exception cref="TaskInputException">The folder does not look as the task's layout says; the message names the place.</exception>
    public static IReadOnlyList<ListedPhotograph> Resolve(SegmentationTask task, string split, string dataFolder)
    {
        if (!task.Splits.TryGetValue(split, out TaskSplit? folders))
        {
            throw new TaskInputException($"the task {task.Name} has no split '{split}'", $"it has {string.Join(", ", task.Splits.Keys)}");
        }

        if (!Directory.Exists(dataFolder))
        {
            throw new TaskInputException(
                $"the data folder {dataFolder} does not exist", "give the folder of the data set, or a name registered with 'picie data add NAME PATH'");
        }

        bool labelled = task.Classes is not null;
        string root = Path.GetFullPath(dataFolder);
        return task.Layout switch
        {
            TaskLayout.Folders => FoldersLayout.Resolve(root, folders, labelled),
            TaskLayout.CocoStuff => CocoStuffLayout.Resolve(root, folders, labelled),
            TaskLayout.Folder => FolderLayout.Resolve(root, task, folders, labelled),
            _ => throw new ArgumentOutOfRangeException(nameof(task), task.Layout, "no such layout"),
        };
    }
}
