namespace PiCIE.Storage.Runs;

/// <summary>Reports that a filter or an order takes longer than a statement may. The same one again takes as long, unless the server is less busy then.</summary>
/// <param name="limit">The limit.</param>
/// <param name="inner">The error of the database.</param>
public sealed class SlowFilterException(TimeSpan limit, Exception inner)
    : Exception($"The list of runs took longer than {limit.TotalSeconds:0.#} seconds, and the database ended it.", inner);
