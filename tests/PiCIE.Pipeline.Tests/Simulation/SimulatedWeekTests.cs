using System.Globalization;

namespace PiCIE.Pipeline.Tests.Simulation;

/// <summary>
/// Simulated weeks, each drawn from its seed. One that goes wrong says its seed and its story; <c>PICIE_SIMULATION=17</c> runs that one alone, and
/// <c>PICIE_SIMULATION=1-200</c> many.
/// </summary>
public sealed class SimulatedWeekTests
{
    private const int Steps = 300;
    private const string Usual = "1-4";

    [Fact]
    public async Task Weeks_of_kills_cancels_and_pauses_lose_nothing_and_do_nothing_twice()
    {
        int[] range = [.. (Environment.GetEnvironmentVariable("PICIE_SIMULATION") ?? Usual).Split('-').Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        for (int seed = range[0]; seed <= range[^1]; seed++)
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
        }
    }
}
