using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Specs;

/// <summary>What a person submits, read and checked in itself; against its task it is checked by the plan.</summary>
public sealed record ExperimentSpec
{
    /// <summary>Name of the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about; null where the spec says nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The settings that all runs share; seeds and what depends on the task are filled in by the plan.</summary>
    public required RunSettings Settings { get; init; }

    /// <summary>Seeds of the runs, one run each; distinct, at least 1.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    /// <summary>Order among what waits, −100 to 100, higher first.</summary>
    public int Priority { get; init; }

    /// <summary>At most so many of its stages at once; null without limit.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>The text as written, to the byte.</summary>
    public required string Text { get; init; }

    /// <summary>The overrides as given ("train.epochs=4"), in order.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Where each key that was set stands ("train.kmeans.batchSize").</summary>
    public required IReadOnlyDictionary<string, TextPlace> Places { get; init; }
}
