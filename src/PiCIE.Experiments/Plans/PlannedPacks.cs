using PiCIE.Experiments.Keys;

namespace PiCIE.Experiments.Plans;

/// <summary>The packs of one split and the stage that makes them.</summary>
/// <param name="Stage">The preprocess stage.</param>
/// <param name="Material">What its key is the hash of.</param>
/// <param name="Packs">Keys of the packs.</param>
internal sealed record PlannedPacks(PlannedStage Stage, StageMaterial Material, PackKeys Packs);
