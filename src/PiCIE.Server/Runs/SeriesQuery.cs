namespace PiCIE.Server.Runs;

/// <summary>Says which part of a series is asked for.</summary>
/// <param name="Points">Number of buckets that are wanted.</param>
/// <param name="From">First step, or null.</param>
/// <param name="To">Last step, or null.</param>
/// <param name="Stage">Id of the stage, where several have such a series.</param>
internal sealed record SeriesQuery(int? Points, long? From, long? To, Guid? Stage);
