using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.States;
using PiCIE.Experiments.Tasks;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Inspecting;

namespace PiCIE.Dashboard.OneRun;

/// <summary>Everything that is known of one run, as it was read at one moment.</summary>
/// <param name="Experiment">Its experiment.</param>
/// <param name="Run">The run.</param>
/// <param name="Stages">Its stages, in their order.</param>
/// <param name="Attempts">All attempts at them, by time.</param>
public sealed record RunFacts(ExperimentName Experiment, RunDocument Run, IReadOnlyList<RunStageDocument> Stages, IReadOnlyList<RunAttemptDocument> Attempts)
{
    /// <summary>Whether nothing of it changes any more by itself.</summary>
    public bool HasEnded => Run.Status is RunStatus.Done or RunStatus.Failed or RunStatus.Canceled;

    /// <summary>Number of its stages that are not done and that other runs have too.</summary>
    public int SharedOpenStages => Stages.Count(stage => stage.OtherRuns > 0 && stage.State is not (StageState.Done or StageState.Canceled));

    /// <summary>The text that names it on a command line.</summary>
    public string Address => $"{Run.Id:N}";

    /// <summary>Returns what is told of a stage beside its place in the run.</summary>
    /// <param name="stage">The stage.</param>
    public StageDocument? DocumentOf(RunStageDocument stage) => Run.Stages.FirstOrDefault(one => one.Key == stage.Key && one.Kind == stage.Kind);

    /// <summary>Returns the colour that the task gives a class; null where it gives none.</summary>
    /// <param name="key">Key of the class.</param>
    public string? ColourOf(string key)
    {
        SegmentationTask? task = Run.Settings.TryGetProperty("task", out System.Text.Json.JsonElement name) && name.GetString() is { } known ? BuiltInTasks.Find(known) : null;
        ClassColour? colour = task?.Classes?.Classes.FirstOrDefault(one => one.Key == key)?.Colour;
        return colour is { } found ? $"#{Convert.ToHexStringLower([found.Red, found.Green, found.Blue])}" : null;
    }
}
