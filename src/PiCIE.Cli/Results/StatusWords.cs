using PiCIE.Evaluation.Text;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Results;

/// <summary>Says how a run stands. One that is open and that nobody asks for stands still, and is not said to wait.</summary>
internal static class StatusWords
{
    /// <summary>Words for a run that is open, whose experiment is not paused, and that nobody asks for.</summary>
    public const string NotAsked = "not asked for now";

    /// <summary>Word for a run that waits because its experiment is paused.</summary>
    public const string Paused = "paused";

    /// <summary>Returns the status of a run in words.</summary>
    public static string Of(RunDocument run) => WordOf(run.Status, run.Asked, run.Paused);

    /// <summary>Returns the status of a run in words; beside that of an open run stands how far it is.</summary>
    public static string Of(RunListRow run)
    {
        string status = WordOf(run.Status, run.Asked, run.Paused);
        return run.Status is RunStatus.Waiting or RunStatus.Running ? $"{status} {run.StagesDone}/{run.StageCount}" : status;
    }

    private static string WordOf(RunStatus status, bool asked, bool paused) =>
        IsNotAsked(status, asked, paused) ? NotAsked : paused && status == RunStatus.Waiting ? Paused : status.Word();

    /// <summary>Returns whether a run is neither done, failed, canceled, paused nor wanted.</summary>
    public static bool IsNotAsked(RunStatus status, bool asked, bool paused) => status is RunStatus.Waiting or RunStatus.Running && !asked && !paused;
}
