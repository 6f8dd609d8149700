namespace PiCIE.Pipeline.Admissions;

/// <summary>A stage that was offered: the offer is written, its job is not made yet.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Title">For people.</param>
/// <param name="Offer">Number of the offer.</param>
internal sealed record OfferedStage(Guid Stage, string Title, int Offer);
