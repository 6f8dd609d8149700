namespace PiCIE.Faults.Writers;

/// <summary>What processes that wrote to one file came to.</summary>
/// <param name="Acknowledged">Number of commits that were acknowledged.</param>
/// <param name="Kills">Number of processes that were killed.</param>
/// <param name="Integrity">What the database says of itself: <c>ok</c>.</param>
/// <param name="Complaints">What does not agree, in words.</param>
internal sealed record WritersOutcome(int Acknowledged, int Kills, string Integrity, IReadOnlyList<string> Complaints);
