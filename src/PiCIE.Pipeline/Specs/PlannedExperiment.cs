using PiCIE.Evaluation.Tasks;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Specs;

namespace PiCIE.Pipeline.Specs;

/// <summary>A spec with everything that a plan was made from: its task, its data, its weights, its plan.</summary>
internal sealed record PlannedExperiment
{
    public required ExperimentSpec Spec { get; init; }

    public required SegmentationTask Task { get; init; }

    /// <summary>Task and data in the form in which they are known wherever the spec lies.</summary>
    public required ExperimentSubject Subject { get; init; }

    public required Plan Plan { get; init; }

    /// <summary>Absolute path of the data set.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Id of the data set, which is part of the name of its queue.</summary>
    public required Guid DataSet { get; init; }

    /// <summary>The files that networks start from, distinct by content; none where all start from random values.</summary>
    public IReadOnlyList<StartWeights> Weights { get; init; } = [];

    /// <summary>Id of the follower that wants the runs while its process lives; null where they are wanted until they are done.</summary>
    public Guid? Follower { get; init; }

    /// <summary>Key that came with the submit over HTTP, or null.</summary>
    public string? IdempotencyKey { get; init; }
}
