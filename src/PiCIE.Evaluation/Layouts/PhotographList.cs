using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Layouts;

/// <summary>Says which photographs belong to a split of a task, and which label image to each. Reads names only, never pixels.</summary>
public static class PhotographList
{
    /// <summary>Returns the photographs of a split in the order of its list; without a list they are sorted ordinally by stem.</summary>
    /// <param name="task">The task.</param>
    /// <param name="split">Name of one of its splits.</param>
    /// <param name="dataFolder">Folder of the data set.</param>
    /// <param name="labels">The label images that the reader needs.</param>
    /// <returns>At least one photograph; pairs are made by stem, never by position.</returns>
    /// <exception cref="TaskInputException">The folder does not look as the task's layout says; the message names the place.</exception>
    public static IReadOnlyList<ListedPhotograph> Resolve(
        SegmentationTask task, string split, string dataFolder, LabelDemand labels = LabelDemand.All) =>
        PhotographPairs.Make(Open(task, split, dataFolder, labels), labels);

    /// <summary>Returns the files of a split's folders that no run looks at, counted by reason.</summary>
    /// <param name="task">The task.</param>
    /// <param name="split">Name of one of its splits.</param>
    /// <param name="dataFolder">Folder of the data set.</param>
    /// <exception cref="TaskInputException">The folder does not look as the task's layout says; the message names the place.</exception>
    public static IReadOnlyList<LeftOutFiles> LeftOut(SegmentationTask task, string split, string dataFolder) =>
        LeftOutFiles.Of(Open(task, split, dataFolder, LabelDemand.WhereThere));

    private static SplitFiles Open(SegmentationTask task, string split, string dataFolder, LabelDemand labels)
    {
        if (!task.Splits.TryGetValue(split, out TaskSplit? folders))
        {
            throw new TaskInputException($"the task {task.Name} has no split '{split}'", $"it has {string.Join(", ", task.Splits.Keys)}");
        }

        string root = EquivalentPath.Find(Path.GetFullPath(dataFolder));
        if (!Directory.Exists(root))
        {
            throw new TaskInputException(
                $"the data folder {dataFolder} does not exist", "give the folder of the data set, or a name registered with 'picie data add NAME PATH'");
        }

        LabelDemand wanted = task.Classes is null ? LabelDemand.None : labels;
        return task.Layout switch
        {
            TaskLayout.Folders => FoldersLayout.Open(root, folders, wanted),
            TaskLayout.CocoStuff => CocoStuffLayout.Open(root, folders, wanted),
            TaskLayout.Folder => FolderLayout.Open(root, task, folders, wanted),
            _ => throw new ArgumentOutOfRangeException(nameof(task), task.Layout, "no such layout"),
        };
    }
}
