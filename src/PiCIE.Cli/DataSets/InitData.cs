using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Drafts;
using PiCIE.Cli.StageTools;
using PiCIE.Evaluation;
using PiCIE.Evaluation.Layouts;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.Tools;
using PiCIE.Pipeline;

namespace PiCIE.Cli.DataSets;

/// <summary>
/// Looks at a person's own folder and drafts the files that a run needs: the class table, a task file where no built-in task fits, a spec.
/// It says what it guessed and overwrites nothing.
/// </summary>
internal static class InitData
{
    private const string TaskFile = "task.yaml";
    private const string SpecName = "experiment.yaml";

    /// <summary>Drafts the files.</summary>
    /// <param name="session">The command.</param>
    /// <param name="path">The folder as given.</param>
    /// <exception cref="PicieException">The folder has no photographs, its label images cannot be read, or a file is there already.</exception>
    public static async Task<ExitStatus> RunAsync(CommandSession session, string path)
    {
        FoundFolder found = Survey(session.FullPath(path));
        RefuseExisting(found);
        DataInitOutput? seen = await LookAsync(session, found);
        string name = DraftName.Of(found.Path);
        ClassTableDraft? table = seen is null ? null : ClassTableDraft.Of(name, seen);
        Dictionary<string, string> files = Files(name, found, table);
        foreach ((string file, string text) in files)
        {
            await using FileStream stream = new(Path.Combine(found.Path, file), FileMode.CreateNew, FileAccess.Write);
            await using StreamWriter writer = new(stream);
            await writer.WriteAsync(text);
        }

        InitDocument document = InitDocument.Of(found, seen, table, [.. files.Keys]);
        session.Give(document, terminal => InitReport.Write(terminal, document));
        return ExitStatus.Done;
    }

    private static FoundFolder Survey(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new PicieException("no-data", $"{folder} is not a folder.", folder, "Name the folder that holds the photographs.", ProblemKind.Input);
        }

        try
        {
            return FolderSurvey.Of(folder);
        }
        catch (TaskInputException problem)
        {
            throw Refused(folder, problem.Message, problem.Hint);
        }
    }

    private static void RefuseExisting(FoundFolder found)
    {
        string[] taken = [.. Lists(found).Select(split => split.List!).Concat([FolderClasses.FileName, TaskFile, SpecName]).Where(file => Path.Exists(Path.Combine(found.Path, file)))];
        if (taken.Length > 0)
        {
            throw new PicieException(
                "file-exists", $"{found.Path} has {string.Join(", ", taken)} already; nothing is overwritten.", found.Path,
                "Use what is there, or move it away first.", ProblemKind.Conflict);
        }
    }

    /// <summary>Returns the content of the label images; null where there are none.</summary>
    private static async Task<DataInitOutput?> LookAsync(CommandSession session, FoundFolder found)
    {
        string[] folders = [.. found.Splits.Select(split => split.Labels).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (folders.Length == 0)
        {
            return null;
        }

        using ToolRun<DataInitOutput> run = await ToolRun<DataInitOutput>.OfAsync(
            session, ToolKinds.DataInit, StageJson.ToElement(new DataInitToolSettings { LabelFolders = folders }),
            new Dictionary<string, string> { [InputRoles.Data] = found.Path });
        DataInitOutput seen = run.Output;
        if (seen.Bad.Count > 0)
        {
            throw Refused(found.Path, $"{seen.Bad.Count} of {seen.Bad.Count + seen.Labels} label images cannot be read; the first: {seen.Bad[0].Sentence}", null);
        }

        return seen.Ids.Count <= ClassTableDraft.MostClasses
            ? seen
            : throw Refused(
                found.Path, $"The images in {string.Join(", ", folders)} have {seen.Ids.Count:N0} different values: these are no labels.",
                "Label images have one small whole number a pixel, the same for every pixel of a class.");
    }

    private static Dictionary<string, string> Files(string name, FoundFolder found, ClassTableDraft? table)
    {
        Dictionary<string, string> files = [];
        if (table is not null)
        {
            files[FolderClasses.FileName] = table.Json;
        }

        foreach (FoundSplit split in Lists(found))
        {
            files[split.List!] = string.Concat(split.NewList!.Select(stem => $"{stem}\n"));
        }

        if (!found.IsPlain)
        {
            files[TaskFile] = TaskDraft.Of(name, found, table is not null);
        }

        int photographs = found.Splits.Count > 0 ? found.Splits[0].Photographs : ImageFolder.Files(found.Path, ImageFolder.PhotographExtensions).Count;
        files[SpecName] = ExperimentDraft.Of(name, found, table?.Classes.Count, photographs);
        return files;
    }

    private static IEnumerable<FoundSplit> Lists(FoundFolder found) => found.Splits.Where(split => split.NewList is not null);

    private static PicieException Refused(string folder, string message, string? hint) => new("bad-input", message, folder, hint, ProblemKind.Input);
}
