using System.Text.Json;

namespace PiCIE.Storage.Events;

/// <summary>What an attempt wanted to write that is not the newest: refused, kept aside here, shown.</summary>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Newest">Number of the newest attempt.</param>
/// <param name="Wanted">What it wanted: commit, fail or interrupt.</param>
/// <param name="Output">What it had to commit, or null.</param>
public sealed record LateResultBody(int Attempt, int Newest, string Wanted, JsonElement? Output);
