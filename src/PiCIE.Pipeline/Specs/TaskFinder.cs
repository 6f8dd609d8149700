using PiCIE.Evaluation;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Tasks;
using PiCIE.Pipeline.DataSets;

namespace PiCIE.Pipeline.Specs;

/// <summary>Finds the task that <c>task:</c> of a spec means: a built-in name, else the path of a task file.</summary>
public static class TaskFinder
{
    private static readonly string[] Endings = [".yaml", ".yml"];

    /// <summary>Reads the task that a spec names.</summary>
    /// <param name="task">Value of <c>task:</c> in the spec.</param>
    /// <param name="specFolder">Folder of the spec, from which a relative path counts.</param>
    /// <exception cref="TaskInputException">There is no such task, or its class table is wrong or missing.</exception>
    /// <exception cref="InvalidTextException">The task file is wrong.</exception>
    public static SegmentationTask Find(string task, string specFolder)
    {
        if (IsBuiltIn(task))
        {
            return BuiltInTasks.Get(task);
        }

        string file = NameOrPath.Resolve(task, specFolder);
        if (!File.Exists(file))
        {
            throw new TaskInputException(
                $"the task file '{task}' does not exist{(task == file ? "" : $": {file}")}",
                $"{NameOrPath.HintFor(task).TrimEnd('.')}; the built-in tasks are {string.Join(", ", BuiltInTasks.Names)}");
        }

        return TaskFile.Read(TextFile.Read(file), file, table => OwnTable(table, Path.GetDirectoryName(file)!));
    }

    /// <summary>Returns the identity of a task, wherever the spec lies: its built-in name, or the absolute path of its file.</summary>
    /// <param name="task">Value of <c>task:</c> in the spec.</param>
    /// <param name="specFolder">Folder of the spec.</param>
    public static string IdentityOf(string task, string specFolder) => IsBuiltIn(task) ? task : NameOrPath.Resolve(task, specFolder);

    private static bool IsBuiltIn(string task) =>
        NameOrPath.IsName(task) && !Endings.Contains(Path.GetExtension(task), StringComparer.OrdinalIgnoreCase);

    private static ClassTable OwnTable(string table, string taskFolder)
    {
        string path = Path.GetFullPath(table, taskFolder);
        return File.Exists(path)
            ? ClassTable.Parse(TextFile.Read(path), path)
            : throw new TaskInputException(
                $"the class table {path} does not exist", $"the built-in ones are {string.Join(", ", ClassTable.BuiltInNames)}");
    }
}
