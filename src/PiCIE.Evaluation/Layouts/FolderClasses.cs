using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;

namespace PiCIE.Evaluation.Layouts;

/// <summary>Gives a task the classes that a person's own folder brings along in <c>classes.json</c>.</summary>
public static class FolderClasses
{
    /// <summary>Name of the class table in a data folder.</summary>
    public const string FileName = "classes.json";

    /// <summary>
    /// Returns the task with the classes of the data folder: a <see cref="TaskLayout.Folder"/> task without classes takes those of
    /// <c>classes.json</c> in the folder. Every other task stays as it is.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="dataFolder">Folder of the data set.</param>
    /// <exception cref="InvalidTextException">The table is wrong.</exception>
    /// <exception cref="TaskInputException">There are label images and no table.</exception>
    public static SegmentationTask Bind(SegmentationTask task, string dataFolder)
    {
        if (task.Layout != TaskLayout.Folder || task.Classes is not null || !Directory.Exists(dataFolder))
        {
            return task;
        }

        string path = Path.Combine(dataFolder, FileName);
        if (File.Exists(path))
        {
            return task with { Classes = ClassTable.Parse(TextFile.Read(path), path) };
        }

        foreach (string labels in task.Splits.Values.Select(split => split.Labels).OfType<string>().Select(folder => FoldersLayout.Below(dataFolder, folder)))
        {
            if (Directory.Exists(labels) && ImageFolder.Files(labels, ImageFolder.LabelExtensions).Count > 0)
            {
                throw new TaskInputException(
                    $"{labels} holds label images, but {path} is missing, which names their classes",
                    $"picie data init {ShellWord.Of(dataFolder)} drafts it (docs/tasks.md has examples); or name a table in a task file, or move the label images away to run without labels");
            }
        }

        return task;
    }
}
