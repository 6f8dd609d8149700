using System.Text.Json;
using PiCIE.Segmentation.Native;

namespace PiCIE.Benchmarks.Passes;

/// <summary>Runs the bare passes and prints one JSON document.</summary>
internal static class PassBenchmarks
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The bare passes in this process.</summary>
    public static void Bare(PassOptions options)
    {
        using BarePasses passes = new(options);
        List<PassSeconds> epochs = new();
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            epochs.Add(passes.Epoch());
        }
        Print(new { libtorch = TorchRuntime.Version, options, epochs, residentBytes = TorchRuntime.ResidentBytes });
    }

    private static void Print(object document) => Console.WriteLine(JsonSerializer.Serialize(document, Json));
}
