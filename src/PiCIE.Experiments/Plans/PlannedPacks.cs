using PiCIE.Experiments.Keys;

namespace PiCIE.Experiments.Plans;

/// <summary>The packs of one split and the stage that makes them.</summary>
/// <param name="Stage">Key of the preprocess stage.</param>
/// <param name="Packs">Keys of the packs.</param>
internal sealed record PlannedPacks(string Stage, PackKeys Packs);
