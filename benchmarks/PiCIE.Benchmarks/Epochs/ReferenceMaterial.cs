using PiCIE.Evaluation.Layouts;
using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Packs;
using PiCIE.Segmentation.Weights;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>
/// Photographs and start weights of the reference runs from <c>PICIE_SHARED</c> (else the folder <c>shared</c> beside the repository);
/// without it random photographs of the same size and random weights: the same work, but no picture to learn from.
/// </summary>
internal static class ReferenceMaterial
{
    public const int BaseResolution = 256;

    private static string Shared => Environment.GetEnvironmentVariable("PICIE_SHARED") ?? Path.Combine("..", "shared");

    private static string Photographs => Path.Combine(Shared, "data", "camvid", "train");

    private static string StartWeights => Path.Combine(Shared, "data", "weights", "resnet18-tin200-c0748454.pth");

    public static string Described => $"{(Directory.Exists(Photographs) ? "CamVid" : "random")} photographs, {(File.Exists(StartWeights) ? "trained" : "random")} start weights";

    /// <summary>Writes the base pack.</summary>
    public static void WritePack(string path, int count)
    {
        if (Directory.Exists(Photographs))
        {
            List<ListedPhotograph> files = Directory.GetFiles(Photographs).Order(StringComparer.Ordinal).Take(count)
                .Select(file => new ListedPhotograph(Path.GetFileNameWithoutExtension(file), file, null)).ToList();
            PhotographPacking.Run(files, new PackPlan { BasePath = path, BaseResolution = BaseResolution }, threads: 2);
            return;
        }
        using PackWriter writer = new(path, PackFormat.Photographs(PackKind.Base, BaseResolution));
        Random random = new(1);
        byte[] pixels = new byte[BaseResolution * BaseResolution * 3];
        for (int n = 0; n < count; n++)
        {
            random.NextBytes(pixels);
            writer.Add($"random-{n}", pixels);
        }
        writer.Complete();
    }

    public static SegmentationNetwork Network()
    {
        SegmentationNetwork network = new(new BackboneDescription("resnet18"), seed: 1);
        if (File.Exists(StartWeights))
        {
            network.Load(WeightsFile.Read(StartWeights));
        }
        return network;
    }
}
