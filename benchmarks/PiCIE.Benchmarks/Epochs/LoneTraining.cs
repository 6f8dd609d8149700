using System.Globalization;
using System.Text.Json;
using PiCIE.Segmentation.Training;

namespace PiCIE.Benchmarks.Epochs;

/// <summary>A training alone in its process, with the most memory that the process has held.</summary>
internal sealed record LoneTraining(IReadOnlyList<EpochSeconds> Epochs, long PeakBytes)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Trains in this process and prints the result as one JSON document.</summary>
    public static void Run(EpochOptions asked) => ReferenceTraining.WithPack(asked, options =>
    {
        List<EpochSeconds> epochs = new();
        ReferenceTraining.Run(options, () => { }, epochs.Add);
        Console.WriteLine(JsonSerializer.Serialize(new LoneTraining(epochs, PeakResidentBytes()), Json));
    });

    public static LoneTraining Read(string document) => JsonSerializer.Deserialize<LoneTraining>(document, Json)!;

    /// <summary>The kernel's high-water mark of the resident set.</summary>
    private static long PeakResidentBytes()
    {
        const string Key = "VmHWM:";
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Key, StringComparison.Ordinal));
        return long.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024;
    }
}
