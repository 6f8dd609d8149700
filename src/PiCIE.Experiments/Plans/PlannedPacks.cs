using PiCIE.Experiments.Keys;

namespace PiCIE.Experiments.Plans;

/// <summary>The packs of one split and the stage that makes them.</summary>
/// <param name="Stage">The preprocess stage.</param>
/// <param name="Material">The content that its key is the hash of.</param>
/// <param name="Packs">Keys of the packs.</param>
/// <param name="Photographs">Number of photographs of the split.</param>
internal sealed record PlannedPacks(PlannedStage Stage, StageMaterial Material, PackKeys Packs, int Photographs);
