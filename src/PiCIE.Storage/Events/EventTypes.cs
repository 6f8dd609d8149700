namespace PiCIE.Storage.Events;

/// <summary>Names of the events.</summary>
public static class EventTypes
{
    /// <summary>A spec was submitted.</summary>
    public const string ExperimentSubmitted = "experiment-submitted";

    /// <summary>A run was added to an experiment.</summary>
    public const string RunAdded = "run-added";

    /// <summary>A stage may start.</summary>
    public const string StageReady = "stage-ready";

    /// <summary>An attempt started.</summary>
    public const string StageStarted = "stage-started";

    /// <summary>The result of an attempt was committed.</summary>
    public const string StageDone = "stage-done";

    /// <summary>A stage failed for good.</summary>
    public const string StageFailed = "stage-failed";

    /// <summary>An attempt was asked to stop and did.</summary>
    public const string StageInterrupted = "stage-interrupted";

    /// <summary>The process of an attempt, or its supervisor, died.</summary>
    public const string StageLost = "stage-lost";

    /// <summary>The artifact of a done stage is missing or damaged.</summary>
    public const string StageWithdrawn = "stage-withdrawn";

    /// <summary>An attempt that is not the newest wanted to write, and was refused.</summary>
    public const string LateResult = "late-result";

    /// <summary>A run ended.</summary>
    public const string RunEnded = "run-ended";

    /// <summary>Every run of an experiment ended.</summary>
    public const string ExperimentEnded = "experiment-ended";
}
