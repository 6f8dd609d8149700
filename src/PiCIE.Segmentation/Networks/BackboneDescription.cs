using System.Globalization;
using PiCIE.Segmentation.Weights;
using PiCIE.Segmentation.Weights.Tensors;

namespace PiCIE.Segmentation.Networks;

/// <summary>Describes a network by its trunk's name, its width and the channels of a feature (science.md 1.1).</summary>
public sealed record BackboneDescription
{
    /// <summary>Largest number of channels of a feature.</summary>
    public const int LargestFeatureWidth = 1024;

    private static readonly Dictionary<string, (int[] Blocks, bool Bottleneck)> Trunks = new(StringComparer.Ordinal)
    {
        ["resnet18"] = ([2, 2, 2, 2], false),
        ["resnet34"] = ([3, 4, 6, 3], false),
        ["resnet50"] = ([3, 4, 6, 3], true),
        ["resnet101"] = ([3, 4, 23, 3], true),
    };

    /// <summary>Names of the trunks that there are.</summary>
    public static IReadOnlyCollection<string> Names => Trunks.Keys;

    /// <summary>Factors that a trunk's channels may be multiplied with.</summary>
    public static IReadOnlyList<double> Widths { get; } = [0.125, 0.25, 0.5, 1];

    /// <summary>Describes a network.</summary>
    /// <param name="name">resnet18, resnet34, resnet50 or resnet101.</param>
    /// <param name="width">Factor on the trunk's channels: 0.125, 0.25, 0.5 or 1.</param>
    /// <param name="featureWidth">The channels of a feature, 1 to 1024; null for 128 (resnet18, resnet34) or 256.</param>
    /// <exception cref="ArgumentException">One of them is not allowed; the message says what is.</exception>
    public BackboneDescription(string name, double width = 1, int? featureWidth = null)
    {
        if (!Trunks.TryGetValue(name, out (int[] Blocks, bool Bottleneck) trunk))
        {
            throw new ArgumentException($"'{name}' is no backbone; there are {string.Join(", ", Trunks.Keys)}.", nameof(name));
        }
        if (!Widths.Contains(width))
        {
            FormattableString message = $"The width {width} of the backbone is not allowed; take {string.Join(", ", Widths.SkipLast(1).Select(Invariant))} or {Widths[^1]}.";
            throw new ArgumentException(FormattableString.Invariant(message), nameof(width));
        }
        if (featureWidth is < 1 or > LargestFeatureWidth)
        {
            throw new ArgumentException($"The feature width {featureWidth} is not allowed; it is 1 to {LargestFeatureWidth}.", nameof(featureWidth));
        }
        Name = name;
        Width = width;
        FeatureWidth = featureWidth ?? (trunk.Bottleneck ? 256 : 128);
        Blocks = trunk.Blocks;
        IsBottleneck = trunk.Bottleneck;
    }

    /// <summary>The trunk's name, e.g. resnet18.</summary>
    public string Name { get; }

    /// <summary>Factor on the trunk's channels.</summary>
    public double Width { get; }

    /// <summary>Number of channels of a feature.</summary>
    public int FeatureWidth { get; }

    /// <summary>Number of blocks in each of the four stages.</summary>
    internal IReadOnlyList<int> Blocks { get; }

    /// <summary>Whether the blocks have three convolutions, the last four times as wide.</summary>
    internal bool IsBottleneck { get; }

    /// <summary>Number of channels of the stem.</summary>
    internal int StemWidth => (int)(64 * Width);

    /// <summary>Returns the number of inner channels of a stage's blocks.</summary>
    /// <param name="stage">0 to 3.</param>
    internal int InnerWidth(int stage) => StemWidth << stage;

    /// <summary>Returns the number of channels that a stage gives.</summary>
    /// <param name="stage">0 to 3.</param>
    internal int OuterWidth(int stage) => InnerWidth(stage) * (IsBottleneck ? 4 : 1);

    /// <summary>Writes the description into a weights file's texts: <c>backbone</c>, <c>width</c>, <c>featureWidth</c>.</summary>
    /// <param name="tensors">The tensors of such a network.</param>
    public void WriteTo(NamedTensors tensors)
    {
        tensors.Metadata["backbone"] = Name;
        tensors.Metadata["width"] = Invariant(Width);
        tensors.Metadata["featureWidth"] = FeatureWidth.ToString(CultureInfo.InvariantCulture);
    }

    private static string Invariant(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="WriteTo"/> wrote; null when the texts do not describe a network, as in other people's files.</summary>
    /// <param name="tensors">The content of a weights file.</param>
    /// <exception cref="WeightsException">The texts are there but describe no possible network.</exception>
    public static BackboneDescription? ReadFrom(NamedTensors tensors)
    {
        if (!tensors.Metadata.TryGetValue("backbone", out string? name))
        {
            return null;
        }
        try
        {
            return new BackboneDescription(
                name,
                tensors.Metadata.TryGetValue("width", out string? width) ? double.Parse(width, CultureInfo.InvariantCulture) : 1,
                tensors.Metadata.TryGetValue("featureWidth", out string? features) ? int.Parse(features, CultureInfo.InvariantCulture) : null);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException)
        {
            throw new WeightsException($"The texts of {tensors.Source} describe no network that exists: {wrong.Message}", wrong);
        }
    }
}
