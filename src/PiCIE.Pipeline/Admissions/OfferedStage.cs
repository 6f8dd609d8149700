using PiCIE.Pipeline.Queues;

namespace PiCIE.Pipeline.Admissions;

/// <summary>A stage whose offer is written and whose job is not made yet.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Offer">Number of the offer.</param>
/// <param name="Pool">The pool that it is offered to.</param>
internal sealed record OfferedStage(Guid Stage, string Title, int Offer, JobPool Pool);
