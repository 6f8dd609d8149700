namespace PiCIE.Experiments.Settings;

/// <summary>Chooses the trunk of the network and the weights that it starts from.</summary>
public sealed record BackboneChoice
{
    /// <summary>Name of the trunk: resnet18, resnet34, resnet50 or resnet101.</summary>
    public string Name { get; init; } = "resnet18";

    /// <summary>Factor on the channels of the trunk: 0.125, 0.25, 0.5 or 1.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Start weights as written: none, imagenet, or a name or path of a weights file.</summary>
    public string Weights { get; init; } = "imagenet";

    /// <summary>Channels of the features, 1 to 1024; by default 128 for the two smaller trunks, 256 for the others.</summary>
    public int FeatureWidth { get; init; } = 128;

    /// <summary>Names of the trunks that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = ["resnet18", "resnet34", "resnet50", "resnet101"];

    /// <summary>Factors on the channels that there are.</summary>
    public static IReadOnlyList<double> Widths { get; } = [0.125, 0.25, 0.5, 1];

    /// <summary>Returns the feature width where a spec sets none.</summary>
    /// <param name="name">Name of the trunk.</param>
    public static int DefaultFeatureWidth(string name) => name is "resnet50" or "resnet101" ? 256 : 128;
}
