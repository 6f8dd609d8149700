using Hangfire;

namespace PiCIE.Pipeline.Queues;

/// <summary>
/// The Hangfire job of one stage. It takes no token of Hangfire's: that one fires when Hangfire's own view of a job changes, and a stage
/// stops for our reasons only.
/// </summary>
/// <param name="run">Does the work of the job.</param>
public sealed class StageJob(StageJob.Body run)
{
    /// <summary>Does the work of the job and returns the word that Hangfire's pages show as its result.</summary>
    /// <param name="stage">Id of the stage.</param>
    /// <param name="offer">Number of the offer that the job was made for.</param>
    public delegate Task<string> Body(Guid stage, int offer);

    /// <summary>Runs the stage if this offer of it is the newest and has not ended; a doubled, late or stale call changes nothing.</summary>
    /// <param name="title">Title for people, on Hangfire's pages.</param>
    /// <param name="stage">Id of the stage.</param>
    /// <param name="offer">Number of the offer.</param>
    /// <returns><c>done</c>, <c>stale</c>, <c>no slot</c>, <c>interrupted</c> or <c>failed: …</c>.</returns>
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("{0}")]
    public Task<string> Run(string title, Guid stage, int offer) => run(stage, offer);
}
