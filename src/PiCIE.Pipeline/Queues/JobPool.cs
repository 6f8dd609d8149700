namespace PiCIE.Pipeline.Queues;

/// <summary>Some slots for stages, with a queue of their own, as admission sees them.</summary>
/// <param name="Name">Name of the queue, which no other pool has; it is written to the stages that are offered to the pool.</param>
/// <param name="Slots">Number of stages at once.</param>
/// <param name="Create">Makes the job of an offered stage.</param>
internal sealed record JobPool(string Name, int Slots, JobPool.CreateJob Create)
{
    /// <summary>The home of the worker that has the pool; null where there is but one.</summary>
    public string? Home { get; init; }

    /// <summary>Returns whether the pool can do stages with some needs; null where it can do every stage.</summary>
    public Func<StageNeeds, bool>? CanDo { get; init; }

    /// <summary>Makes the job of an offered stage.</summary>
    /// <param name="title">Title for people.</param>
    /// <param name="stage">Id of the stage.</param>
    /// <param name="offer">Number of the offer.</param>
    public delegate void CreateJob(string title, Guid stage, int offer);
}
