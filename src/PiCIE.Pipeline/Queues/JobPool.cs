namespace PiCIE.Pipeline.Queues;

/// <summary>Some slots for stages, with a queue of their own, as admission sees them.</summary>
/// <param name="Name">Name of the pool, written to the stages that are offered to it.</param>
/// <param name="Slots">Number of stages at once.</param>
/// <param name="Create">Makes the job of an offered stage.</param>
internal sealed record JobPool(string Name, int Slots, JobPool.CreateJob Create)
{
    /// <summary>Makes the job of an offered stage.</summary>
    /// <param name="title">Title for people.</param>
    /// <param name="stage">Id of the stage.</param>
    /// <param name="offer">Number of the offer.</param>
    public delegate void CreateJob(string title, Guid stage, int offer);
}
