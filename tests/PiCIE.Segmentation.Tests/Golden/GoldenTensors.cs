using PiCIE.Segmentation.Networks;
using PiCIE.Segmentation.Weights;
using PiCIE.Tests.Golden;

namespace PiCIE.Segmentation.Tests.Golden;

/// <summary>Tensors of a network against those of a golden file under a prefix; large ones are recorded by their beginning only.</summary>
internal static class GoldenTensors
{
    /// <summary>Names under a prefix.</summary>
    public static string[] Under(this GoldenFile golden, string prefix) =>
        [.. golden.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..])];

    /// <summary>Batch-norm statistics, each relative to its largest.</summary>
    public static void StatisticsAgree(GoldenFile golden, string prefix, NamedTensors actual, double tolerance)
    {
        string[] names = golden.Under(prefix);
        names.ShouldNotBeEmpty();
        foreach (string name in names)
        {
            if (name == "num_batches_tracked")
            {
                actual.Where(entry => entry.Key.EndsWith(name, StringComparison.Ordinal)).Select(entry => (long)entry.Value.ToFloats()[0])
                    .Distinct().ShouldBe(golden.Int64(prefix + name));
                continue;
            }

            Near.Relative(actual[name].ToFloats(), golden.Float32(prefix + name), tolerance, prefix + name);
        }
    }

    /// <summary>Parameters: mean and largest difference in units of the learning rate.</summary>
    public static void ParametersAgree(GoldenFile golden, string prefix, SegmentationNetwork network, double mean, double largest)
    {
        double rate = double.Parse(golden.Metadata["lr"], System.Globalization.CultureInfo.InvariantCulture);
        NamedTensors tensors = network.ToNamedTensors();
        string[] names = golden.Under(prefix);
        names.ShouldNotBeEmpty();
        foreach (string name in names)
        {
            float[] expected = golden.Float32(prefix + name);
            (double Mean, double Largest) differences = Near.Differences(tensors[name].ToFloats().AsSpan(0, expected.Length), expected);
            differences.Mean.ShouldBeLessThanOrEqualTo(mean * rate, prefix + name);
            differences.Largest.ShouldBeLessThanOrEqualTo(largest * rate, prefix + name);
        }
    }
}
