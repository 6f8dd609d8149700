using System.Text.Json;

namespace PiCIE.Benchmarks.Passes;

/// <summary>One epoch of bare passes as a process of its own tells it.</summary>
/// <param name="Seconds">What the passes took.</param>
/// <param name="Processor">Processor time of the whole process meanwhile.</param>
internal sealed record FollowedPasses(PassSeconds Seconds, TimeSpan Processor)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs one epoch of bare passes for each line of standard input and answers with a line of JSON.</summary>
    /// <param name="options">What is measured.</param>
    public static void Follow(PassOptions options)
    {
        using BarePasses passes = new(options);
        passes.Warm();
        while (Console.ReadLine() is not null)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            PassSeconds seconds = passes.Epoch();
            Console.WriteLine(JsonSerializer.Serialize(new FollowedPasses(seconds, Environment.CpuUsage.TotalTime - before), Json));
        }
    }

    public static FollowedPasses Read(string line) => JsonSerializer.Deserialize<FollowedPasses>(line, Json)!;
}
