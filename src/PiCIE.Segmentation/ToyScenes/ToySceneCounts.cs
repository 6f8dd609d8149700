namespace PiCIE.Segmentation.ToyScenes;

/// <summary>Says how many toy scenes each split of a data set gets.</summary>
/// <param name="Train">Scenes of the split <c>train</c>.</param>
/// <param name="Val">Scenes of the split <c>val</c>.</param>
/// <param name="Test">Scenes of the split <c>test</c>; a split without scenes gets no folder.</param>
public sealed record ToySceneCounts(int Train, int Val, int Test = 0)
{
    /// <summary>Scenes of all splits.</summary>
    public int Total => Train + Val + Test;
}
