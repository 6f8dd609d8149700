namespace PiCIE.Faults.Queues;

/// <summary>What a long queue came to.</summary>
/// <param name="Queued">Number of runs of the first person.</param>
/// <param name="Submitting">Time that their submit took.</param>
/// <param name="Between">Number of the first person's stages that started between the second person's submit and first training.</param>
/// <param name="Waited">Time from that submit to that start.</param>
/// <param name="Wrong">What does not hold, in words.</param>
internal sealed record LongQueueOutcome(int Queued, TimeSpan Submitting, int Between, TimeSpan Waited, IReadOnlyList<string> Wrong);
