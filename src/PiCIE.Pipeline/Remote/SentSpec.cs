using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Tasks;
using PiCIE.Pipeline.DataSets;
using PiCIE.Pipeline.Specs;

namespace PiCIE.Pipeline.Remote;

/// <summary>
/// A spec that came over a network and lies in no folder: everything that it names is known here by its name. A path would say something about files of
/// this machine to whoever sent it.
/// </summary>
internal static class SentSpec
{
    /// <summary>Name by which its places are told; its name without ending stands for the name that it does not have.</summary>
    public const string Source = "spec.yaml";

    private const int MostCharacters = 1024 * 1024;

    /// <summary>Asks what is asked of a spec in a file. Where that fails, the folders of this machine are not told.</summary>
    /// <param name="home">The home.</param>
    /// <param name="text">Text of the spec.</param>
    /// <param name="overrides">Settings beside it.</param>
    /// <param name="ask">Asks it.</param>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <exception cref="PicieException">The spec is wrong, or must not be sent.</exception>
    public static async Task<T> AskAsync<T>(PicieHome home, string text, IReadOnlyList<string> overrides, Func<Task<T>> ask)
    {
        Require(text, overrides);
        try
        {
            return await ask();
        }
        catch (PicieException error)
        {
            string Untold(string words) => words
                .Replace(home.DataFolder, "PICIE_DATA", StringComparison.Ordinal).Replace(home.WeightsFolder, "PICIE_WEIGHTS", StringComparison.Ordinal)
                .Replace(home.ArtifactsFolder, "PICIE_ARTIFACTS", StringComparison.Ordinal).Replace(home.Root, "PICIE_HOME", StringComparison.Ordinal);
            throw new PicieException(
                error.Code, Untold(error.Message), error.Where is { } place ? Untold(place) : null, error.Hint is { } hint ? Untold(hint) : null, error.Kind, error);
        }
    }

    /// <summary>Refuses a spec that is too long, has no name, or names something by a path.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="overrides">Settings beside it.</param>
    /// <exception cref="PicieException">The spec is wrong, or must not be sent.</exception>
    private static void Require(string text, IReadOnlyList<string> overrides)
    {
        if (text.Length > MostCharacters)
        {
            throw new PicieException("spec-too-long", $"The spec has {text.Length:N0} characters; a spec has at most {MostCharacters:N0}.", Source, null, ProblemKind.Input);
        }

        ExperimentSpec spec = Read(text, overrides);
        // The name of an experiment that says none is that of its file, and what was sent has no file.
        if (spec.Name == Path.GetFileNameWithoutExtension(Source) && !HasName(text, overrides))
        {
            throw new PicieException("no-name", "The spec has no name, and no file that could give it one.", "name", "Write name: … into the spec.", ProblemKind.Input);
        }

        string task = spec.Settings.Task;
        if (BuiltInTasks.Find(task) is null)
        {
            throw new PicieException(
                "no-task", $"There is no task '{task}' here.", "task",
                NearestName.Of(task, BuiltInTasks.Names) is { } near ? $"Did you mean {near}?" : $"The tasks are {string.Join(", ", BuiltInTasks.Names)}.", ProblemKind.Input);
        }

        RequireName("data", spec.Settings.Data, "Register the folder: picie data add NAME PATH; the list of data sets shows the names.");
        foreach (StartFile start in Planner.StartFiles(spec))
        {
            (_, string weights) = start;
            RequireName("backbone.weights", weights, "Put the file into the folder of weights (PICIE_WEIGHTS) and name it without a path.");
        }
    }

    private static ExperimentSpec Read(string text, IReadOnlyList<string> overrides)
    {
        try
        {
            return SpecReader.Read(text, Source, overrides);
        }
        catch (InvalidTextException exception)
        {
            throw SpecErrors.Of(exception, Source);
        }
    }

    /// <summary>Reads it as from another file: a name that it has itself stays the same.</summary>
    private static bool HasName(string text, IReadOnlyList<string> overrides) =>
        SpecReader.Read(text, "another.yaml", overrides).Name == Path.GetFileNameWithoutExtension(Source);

    private static void RequireName(string key, string value, string hint)
    {
        if (!NameOrPath.IsName(value) || value.Any(char.IsControl))
        {
            throw new PicieException("path-refused", $"{key} is '{UnseenCharacters.Spelled(value)}'; what is sent to a server names things by their names, never by a path.", key, hint, ProblemKind.Input);
        }
    }
}
