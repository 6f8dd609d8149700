using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Pipeline.Work.Holding;

/// <summary>Repeats a step while disk, store or database refuse service, and says so once for each cause.</summary>
/// <param name="times">How long it repeats, and how often.</param>
/// <param name="tell">Takes a sentence for people.</param>
/// <param name="clock">Gives the time.</param>
internal sealed class Patience(StageProcessTimes times, Action<string> tell, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Repeats the step until it passes.</summary>
    /// <param name="step">The step; it may be done again after it failed half way.</param>
    /// <param name="troubleOf">Recognises the trouble; null for any other error, which is thrown on.</param>
    /// <param name="what">Name for people of what is kept meanwhile.</param>
    /// <param name="stop">Ends the patience.</param>
    /// <exception cref="PatienceEndedException">The trouble lasts, and a stop was asked or the time for it has run out.</exception>
    public async Task<T> TryAsync<T>(
        Func<Task<T>> step, Func<Exception, SurroundingsTrouble?> troubleOf, string what, CancellationToken stop)
    {
        long began = clock.GetTimestamp();
        TimeSpan wait = times.HoldRetry;
        string? told = null;
        while (true)
        {
            SurroundingsTrouble trouble;
            try
            {
                T result = await step();
                if (told is not null)
                {
                    tell($"{what}: it goes on.");
                }

                return result;
            }
            catch (Exception exception) when (troubleOf(exception) is { } found)
            {
                trouble = found;
            }

            if (stop.IsCancellationRequested || clock.GetElapsedTime(began) >= times.Breaker)
            {
                throw new PatienceEndedException(trouble, stop.IsCancellationRequested);
            }

            if (told != trouble.Hint)
            {
                tell($"{what}. {trouble.Sentence} {trouble.Hint} Meanwhile nothing else is started.");
                told = trouble.Hint;
            }

            await WaitAsync(wait, stop);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken stop)
    {
        try
        {
            await Task.Delay(wait, clock, stop);
        }
        catch (OperationCanceledException)
        {
            // One more try, then the patience ends.
        }
    }
}

/// <summary>Reports that the surroundings refused service for too long, or that a stop was asked meanwhile. What is finished is kept.</summary>
/// <param name="trouble">The trouble with the surroundings.</param>
/// <param name="stopped">Whether a stop was asked.</param>
internal sealed class PatienceEndedException(SurroundingsTrouble trouble, bool stopped) : Exception(trouble.Sentence)
{
    /// <summary>The trouble with the surroundings.</summary>
    public SurroundingsTrouble Trouble { get; } = trouble;

    /// <summary>Whether a stop was asked; otherwise the time ran out.</summary>
    public bool Stopped { get; } = stopped;
}
