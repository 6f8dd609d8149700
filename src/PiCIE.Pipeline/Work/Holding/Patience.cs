using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work.Breakers;

namespace PiCIE.Pipeline.Work.Holding;

/// <summary>Repeats a step while disk, store or database refuse service, and says so once for each cause. The breaker is told meanwhile, so that nothing else is started.</summary>
/// <param name="times">How long it repeats, and how often.</param>
/// <param name="breaker">Hears that something is held.</param>
/// <param name="mayGiveWay">Returns whether somebody else could do the step's stage; null where nobody is asked.</param>
/// <param name="tell">Takes a sentence for people.</param>
/// <param name="clock">Gives the time.</param>
internal sealed class Patience(StageProcessTimes times, Breaker breaker, Func<Task<bool>>? mayGiveWay, Action<string> tell, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Time that the work took which is held; nobody gets it sooner, for it would not be done sooner.</summary>
    public TimeSpan Took { get; set; }

    /// <summary>Repeats the step until it passes.</summary>
    /// <param name="step">The step; it may be done again after it failed half way.</param>
    /// <param name="troubleOf">Recognises the trouble; null for any other error, which is thrown on.</param>
    /// <param name="what">Name for people of what is kept meanwhile.</param>
    /// <param name="stop">Ends the patience.</param>
    /// <exception cref="PatienceEndedException">The trouble lasts, and a stop was asked, the time for it has run out, or somebody else can do the stage.</exception>
    public async Task<T> TryAsync<T>(
        Func<Task<T>> step, Func<Exception, SurroundingsTrouble?> troubleOf, string what, CancellationToken stop)
    {
        long began = clock.GetTimestamp();
        TimeSpan wait = times.HoldRetry;
        string? told = null;
        using HeldResult held = new(breaker);
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

            TimeSpan waited = clock.GetElapsedTime(began);
            if (stop.IsCancellationRequested || waited >= times.Breaker)
            {
                throw new PatienceEndedException(trouble, stop.IsCancellationRequested ? PatienceEnd.Stopped : PatienceEnd.TimeRanOut);
            }

            if (waited >= times.Hold && waited >= Took && trouble.Place is not null && mayGiveWay is not null && await AskAsync(mayGiveWay))
            {
                throw new PatienceEndedException(trouble, PatienceEnd.GaveWay);
            }

            held.Because(trouble.Sentence);
            if (told != trouble.Hint)
            {
                tell($"{what}. {trouble.Sentence} {trouble.Hint} Meanwhile nothing else is started.");
                told = trouble.Hint;
            }

            await WaitAsync(wait, stop);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    private static async Task<bool> AskAsync(Func<Task<bool>> mayGiveWay)
    {
        try
        {
            return await mayGiveWay();
        }
        catch (Exception exception) when (StorageErrors.IsPassing(exception))
        {
            // A database that does not answer takes no end of an attempt either.
            return false;
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
