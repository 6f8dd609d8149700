using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Specs;

/// <summary>A spec that a person submits, read and checked in itself. The plan checks it against its task.</summary>
public sealed record ExperimentSpec
{
    /// <summary>Name of the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>Text for people about the experiment; null where the spec has none.</summary>
    public string? Description { get; init; }

    /// <summary>Words by which people find the experiment.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The combinations of settings that its sweep makes, in the order as written; one where there is no sweep.</summary>
    public required IReadOnlyList<SpecVariant> Variants { get; init; }

    /// <summary>Settings of the first variant. Task, data, devices and threads are those of all.</summary>
    public RunSettings Settings => Variants[0].Settings;

    /// <summary>Seeds of the runs of all variants, distinct, at least 1.</summary>
    public IReadOnlyList<long> Seeds => [.. Variants.SelectMany(variant => variant.Seeds).Distinct()];

    /// <summary>Priority among what waits, −100 to 100, higher first.</summary>
    public int Priority { get; init; }

    /// <summary>Largest number of its stages in work at once; null sets no limit.</summary>
    public int? MaxConcurrent { get; init; }

    /// <summary>Text of the spec as written, to the byte.</summary>
    public required string Text { get; init; }

    /// <summary>Overrides of the command line as given ("train.epochs=4"), in order.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Sentences about settings that are allowed and mostly a slip of the pen; each once, whatever number of variants has it.</summary>
    public IReadOnlyList<string> Remarks => [.. Variants.SelectMany(variant => UsualValues.Remarks(variant.Settings)).Distinct()];

    /// <summary>Places of the keys that the first variant sets, by key ("train.kmeans.batchSize").</summary>
    public IReadOnlyDictionary<string, TextPlace> Places => Variants[0].Places;
}
