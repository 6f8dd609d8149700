using System.Text.Json;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Documents;

/// <summary>The document of a plan: the runs and stages that a spec would make, or made when it was submitted.</summary>
/// <param name="Experiment">Name of the experiment.</param>
/// <param name="Runs">The runs that the spec names.</param>
/// <param name="Stages">Their stages, each once, in an order in which they can be done.</param>
public sealed record PlanDocument(
    string Experiment, IReadOnlyList<PlannedRunDocument> Runs, IReadOnlyList<PlannedStageDocument> Stages)
{
    /// <summary>The settings, but for seeds, that have one value in all runs that have them; those are marked that method and preset would not give by themselves.</summary>
    public IReadOnlyList<ResolvedSetting> Settings { get; init; } = [];

    /// <summary>Sentences about settings that are allowed and mostly a slip of the pen.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Time and disk that are expected of what is still to be done; null in the plan of a submit.</summary>
    public ExpectedCostDocument? Expected { get; init; }

    /// <summary>Combinations of the sweep that come to a run of another one, which is made once.</summary>
    public IReadOnlyList<EqualRunDocument> EqualRuns { get; init; } = [];
}

/// <summary>One run of a plan.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ConfigId">Hash of the settings without seeds.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="Known">Whether the experiment has it already.</param>
public sealed record PlannedRunDocument(string Name, string ConfigId, SeedsDocument Seeds, bool Known)
{
    /// <summary>Values of the settings, but for seeds, that have several values in the plan.</summary>
    public IReadOnlyDictionary<string, JsonElement> Settings { get; init; } = new Dictionary<string, JsonElement>();
}

/// <summary>A combination of a sweep that comes to the run of another one: it differs in what the run does not read.</summary>
/// <param name="Combination">The combination for people.</param>
/// <param name="Seed">Seed of the training.</param>
/// <param name="Run">Name of the run.</param>
public sealed record EqualRunDocument(string Combination, long Seed, string Run);

/// <summary>One stage of a plan.</summary>
/// <param name="Kind">Kind of the stage.</param>
/// <param name="Key">The stage key.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Status">Status of the stage.</param>
public sealed record PlannedStageDocument(StageKind Kind, string Key, string Title, PlannedStatus Status)
{
    /// <summary>Whether nothing is left to do for it.</summary>
    public bool Done => Status == PlannedStatus.Done;

    /// <summary>Time that is expected of it, in seconds; null where it is done, and where that is not known.</summary>
    public double? Seconds { get; init; }

    /// <summary>Bytes of disk that are expected of it; null where it is done, and where that is not known.</summary>
    public long? Bytes { get; init; }
}
