using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;

namespace PiCIE.Storage.Stages;

/// <summary>One step of a run, shared by all runs whose step has this key. Its state changes in the stage ledger and at submit, nowhere else.</summary>
/// <param name="state">State in which it begins.</param>
public sealed class Stage(StageState state)
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>The stage key, unique.</summary>
    public required string Key { get; init; }

    /// <summary>Kind of the stage, one of the four steps.</summary>
    public StageKind Kind { get; init; }

    /// <summary>Version of the kind that the key was made with.</summary>
    public int Version { get; init; }

    /// <summary>The state.</summary>
    public StageState State { get; private set; } = state;

    /// <summary>Settings that the stage process is given, as JSON. Until the stage is done, the newest submit that wants it sets them.</summary>
    public required string Settings { get; set; }

    /// <summary>Title for people: <c>train · camvid-picie · seed 3</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Needs that a worker pool must meet, as one value: kind, version, device and, for preprocess, the data set.</summary>
    public required string Needs { get; set; }

    /// <summary>Device: auto, cpu, cuda or cuda:N. It enters no key.</summary>
    public required string Device { get; set; }

    /// <summary>Threads inside an operation; null leaves it to the machine until the first attempt fixes it. It enters no key.</summary>
    public int? Threads { get; set; }

    /// <summary>Photographs in the network at once where that changes no result; null leaves it to memory. It enters no key.</summary>
    public int? BatchSize { get; set; }

    /// <summary>What stages share whose time and disk are comparable with its own; null where that is not known.</summary>
    public string? Likeness { get; set; }

    /// <summary>Number with which its time grows among them; 0 where that is not known.</summary>
    public double Work { get; set; }

    /// <summary>Number with which its disk grows among them; 0 where that is not known.</summary>
    public double Room { get; set; }

    /// <summary>Highest priority of the experiments that want it.</summary>
    public int WantedPriority { get; set; }

    /// <summary>Number of the newest attempt, the fencing token; 0 before the first.</summary>
    public int AttemptNumber { get; set; }

    /// <summary>
    /// Number of the first attempt whose failures count. Those before it failed before some progress, or before a person wanted the stage
    /// again.
    /// </summary>
    public int TriesFrom { get; set; } = 1;

    /// <summary>Time before which it is not offered; null without such a wait.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Number of the newest offer; a job that carries another one is stale.</summary>
    public int Offer { get; set; }

    /// <summary>End of the offer; null while none stands.</summary>
    public DateTimeOffset? OfferedUntil { get; set; }

    /// <summary>Name of the worker pool that it is offered to or runs in; otherwise null.</summary>
    public string? Pool { get; set; }

    /// <summary>Name of the pool where its last offer ran out, or null.</summary>
    public string? LastPool { get; set; }

    /// <summary>Id of the experiment whose limits it counts against while it is offered or runs; otherwise null.</summary>
    public Guid? ChargedExperimentId { get; set; }

    /// <summary>Host and process of the worker that runs it; null while none does.</summary>
    public string? Worker { get; set; }

    /// <summary>End of the lease of the worker that runs it; null where a lock of the operating system is the lease, or nobody runs it.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Id of the artifact that counts; null until the stage is done.</summary>
    public Guid? ArtifactId { get; set; }

    /// <summary>Time when it was first wanted.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Changes the state as the table of states allows. Every change but a start ends offer, charge and lease.</summary>
    /// <param name="cause">The cause.</param>
    /// <exception cref="InvalidOperationException">In its state the cause leads nowhere.</exception>
    public void Change(StageCause cause)
    {
        State = StageTransitions.After(State, cause);
        NotBefore = null;
        if (cause != StageCause.Started)
        {
            (Pool, OfferedUntil, ChargedExperimentId, Worker, LeaseUntil) = (null, null, null, null, null);
        }
    }
}
