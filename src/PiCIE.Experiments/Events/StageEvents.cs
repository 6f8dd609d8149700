using System.Text.Json;
using System.Text.Json.Serialization;
using PiCIE.Experiments.Failures;

namespace PiCIE.Experiments.Events;

/// <summary>An event about one stage.</summary>
/// <param name="Stage">Id of the stage.</param>
public abstract record StageEvent(Guid Stage) : PipelineEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override Guid? AboutStage => Stage;
}

/// <summary>Records that a stage may start.</summary>
/// <param name="Stage">Id of the stage.</param>
public sealed record StageBecameReady(Guid Stage) : StageEvent(Stage);

/// <summary>Records that an attempt started.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
public sealed record AttemptStarted(Guid Stage, int Attempt) : StageEvent(Stage);

/// <summary>Records that the result of an attempt was committed and the stage is done.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Seconds">How long the attempt took, in seconds.</param>
public sealed record StageCommitted(Guid Stage, int Attempt, double Seconds) : StageEvent(Stage);

/// <summary>Records that an attempt failed or was lost, and the stage with it: such a failure leaves no further try.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Seconds">How long the attempt took, in seconds.</param>
/// <param name="Failure">The failure.</param>
public sealed record StageFailed(Guid Stage, int Attempt, double Seconds, Failure Failure) : StageEvent(Stage);

/// <summary>Records that an attempt failed or was lost, and that the stage is tried again.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Seconds">How long the attempt took, in seconds.</param>
/// <param name="Failure">The failure.</param>
/// <param name="Next">The try that comes.</param>
public sealed record AttemptFailed(Guid Stage, int Attempt, double Seconds, Failure Failure, NextTry Next) : StageEvent(Stage);

/// <summary>Records that an attempt was stopped, or could not go on through no fault of its own; it spends no try.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Seconds">How long the attempt took, in seconds.</param>
/// <param name="Reason">Why, for people; null where somebody asked it to stop.</param>
public sealed record AttemptInterrupted(Guid Stage, int Attempt, double Seconds, string? Reason = null) : StageEvent(Stage);

/// <summary>Records that an attempt ended because nobody wants its stage any more.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Seconds">How long the attempt took, in seconds.</param>
/// <param name="Person">Name of the person who canceled the last run that wanted it.</param>
public sealed record AttemptCanceled(Guid Stage, int Attempt, double Seconds, string Person) : StageEvent(Stage)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string? Actor => Person;
}

/// <summary>Records that the artifact of a done stage is missing or damaged, so that the stage has to be done again.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Sentence">A sentence for people that says what is missing or damaged.</param>
public sealed record ArtifactWithdrawn(Guid Stage, string Sentence) : StageEvent(Stage);

/// <summary>Records that an attempt was refused a write because it is not the newest or has ended, and keeps what it wanted to write.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Newest">Number of the newest attempt.</param>
/// <param name="Wanted">The write that was refused.</param>
/// <param name="Output">The output that it had to commit, or null.</param>
public sealed record ResultRefused(Guid Stage, int Attempt, int Newest, RefusedWrite Wanted, JsonElement? Output) : StageEvent(Stage);
