using System.Globalization;

namespace PiCIE.Pipeline.Tests.Simulation;

/// <summary>
/// Simulated weeks, each drawn from its seed. One that goes wrong says its seed and its story; <c>PICIE_SIMULATION=17</c> runs that one alone, and
/// <c>PICIE_SIMULATION=1-2000</c> many.
/// </summary>
public sealed class SimulatedWeekTests
{
    private const int Steps = 300;

    /// <summary>Weeks at the same time: each waits for nothing but the processor.</summary>
    private const int Side = 2;

    [Fact]
    public Task Weeks_of_kills_cancels_and_pauses_lose_nothing_and_do_nothing_twice() => RunAsync(Asked() ?? (1, 4));

    [Fact]
    [Trait("Category", "long")]
    public Task Two_hundred_weeks_lose_nothing_and_do_nothing_twice() => RunAsync(Asked() ?? (5, 200));

    private static (int First, int Last)? Asked()
    {
        int[]? range = Environment.GetEnvironmentVariable("PICIE_SIMULATION")?.Split('-').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return range is null ? null : (range[0], range[^1]);
    }

    private static Task RunAsync((int First, int Last) seeds) => Parallel.ForEachAsync(
        Enumerable.Range(seeds.First, seeds.Last - seeds.First + 1),
        new ParallelOptions { MaxDegreeOfParallelism = Side, CancellationToken = TestContext.Current.CancellationToken },
        static async (seed, _) =>
        {
            await using SimulatedWeek week = new(seed);
            try
            {
                await week.RunAsync(Steps);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"seed {seed}: {exception.Message}\n{string.Join('\n', week.Story.TakeLast(60))}", exception);
            }
        });
}
