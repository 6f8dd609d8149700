using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;

namespace PiCIE.Storage.Stages;

/// <summary>One step, shared by all runs whose step has this key. Its state changes in the stage ledger and at submit, nowhere else.</summary>
/// <param name="state">The state that it begins in.</param>
public sealed class Stage(StageState state)
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>The stage key, unique.</summary>
    public required string Key { get; init; }

    /// <summary>The kind.</summary>
    public StageKind Kind { get; init; }

    /// <summary>Version of the kind that the key was made with.</summary>
    public int Version { get; init; }

    /// <summary>The state.</summary>
    public StageState State { get; private set; } = state;

    /// <summary>What the stage process is given, as JSON; until it is done as the newest submit that wants it says it.</summary>
    public required string Settings { get; set; }

    /// <summary>For people: <c>train · camvid-picie · seed 3</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The Hangfire queue that it is admitted to.</summary>
    public required string Queue { get; set; }

    /// <summary>auto, cpu, cuda or cuda:N. In no key.</summary>
    public required string Device { get; set; }

    /// <summary>Threads inside an operation; null leaves it to the machine until the first attempt fixes it. In no key.</summary>
    public int? Threads { get; set; }

    /// <summary>Photographs in the network at once where that changes no result; null leaves it to memory. In no key.</summary>
    public int? BatchSize { get; set; }

    /// <summary>Order among what waits: higher first.</summary>
    public int Priority { get; init; }

    /// <summary>Number of the newest attempt: the fencing token. 0 before the first.</summary>
    public int AttemptNumber { get; set; }

    /// <summary>Not admitted before this time; null without such a wait.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Mark of admission: id of the Hangfire job; null while none stands.</summary>
    public string? HangfireJob { get; set; }

    /// <summary>Mark of admission: when; null while none stands.</summary>
    public DateTimeOffset? AdmittedAt { get; set; }

    /// <summary>The artifact that counts; null until done.</summary>
    public Guid? ArtifactId { get; set; }

    /// <summary>When it was first wanted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Changes the state as the table of states allows. A stage that becomes ready or blocked bears no mark of admission.</summary>
    /// <param name="cause">What happened.</param>
    /// <exception cref="InvalidOperationException">In its state the cause leads nowhere.</exception>
    public void Change(StageCause cause)
    {
        State = StageTransitions.After(State, cause);
        if (State is StageState.Ready or StageState.Blocked)
        {
            HangfireJob = null;
            AdmittedAt = null;
        }
    }
}
