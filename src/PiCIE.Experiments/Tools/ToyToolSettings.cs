namespace PiCIE.Experiments.Tools;

/// <summary>
/// The settings of a drawing of toy scenes with label images. It has no input. Output files: a data set of layout <c>folders</c> right
/// below the scratch folder (<c>train/NAME.png</c>, <c>trainannot/NAME.png</c>, <c>train.txt</c>, and the like for val and test).
/// </summary>
public sealed record ToyToolSettings
{
    /// <summary>Number of scenes in the split that is trained on.</summary>
    public required int Train { get; init; }

    /// <summary>Number of scenes in the split that is validated on.</summary>
    public required int Val { get; init; }

    /// <summary>Scenes for the test.</summary>
    public required int Test { get; init; }

    /// <summary>Height of a scene in pixels; its width is half as much again.</summary>
    public required int Size { get; init; }

    /// <summary>Seed of the drawing.</summary>
    public required long Seed { get; init; }
}
