using Hangfire;

namespace PiCIE.Pipeline.Queues;

/// <summary>
/// The Hangfire job of one stage. It takes no token of Hangfire's: that one fires when Hangfire's own view of a job changes, and a
/// stage stops for our reasons only.
/// </summary>
/// <param name="run">What it does.</param>
public sealed class StageJob(StageJob.Body run)
{
    /// <summary>Does the work of the job.</summary>
    /// <param name="stage">Id of the stage.</param>
    public delegate Task Body(Guid stage);

    /// <summary>Runs the stage if it is still to be run; a doubled, late or stale call ends without a trace.</summary>
    /// <param name="title">For people, on Hangfire's pages.</param>
    /// <param name="stage">Id of the stage.</param>
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("{0}")]
    public Task Run(string title, Guid stage) => run(stage);
}
