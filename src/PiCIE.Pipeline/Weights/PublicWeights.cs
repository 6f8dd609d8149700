namespace PiCIE.Pipeline.Weights;

/// <summary>
/// A public ImageNet weights file of torchvision; these are the files that the authors' code names. By torchvision's convention the eight
/// hexadecimal digits in the name are the start of the file's SHA-256.
/// </summary>
/// <param name="Backbone">Name of the backbone that it fits (<c>resnet18</c>).</param>
/// <param name="FileName">Name of the file, on the server and below the weights folder.</param>
/// <param name="Sha256Prefix">Start of its SHA-256, lower-case hexadecimal.</param>
public sealed record PublicWeights(string Backbone, string FileName, string Sha256Prefix)
{
    private const string Server = "https://download.pytorch.org/models/";

    private static readonly PublicWeights[] Known =
    [
        Named("resnet18", "5c106cde"),
        Named("resnet34", "333f7ec4"),
        Named("resnet50", "19c8e357"),
        Named("resnet101", "5d3b4d8f"),
    ];

    /// <summary>Backbones with such a file.</summary>
    public static IReadOnlyList<string> Backbones { get; } = [.. Known.Select(weights => weights.Backbone)];

    /// <summary>Address from which the file is fetched unless another one is given.</summary>
    public Uri Address => new(Server + FileName);

    /// <summary>Returns the file of a backbone; null where there is none.</summary>
    /// <param name="backbone">Name of the backbone.</param>
    public static PublicWeights? For(string backbone) =>
        Known.FirstOrDefault(weights => string.Equals(weights.Backbone, backbone, StringComparison.Ordinal));

    private static PublicWeights Named(string backbone, string prefix) => new(backbone, $"{backbone}-{prefix}.pth", prefix);
}
