namespace PiCIE.Faults.Races;

/// <summary>What a race came to.</summary>
/// <param name="Times">Number of rounds.</param>
/// <param name="Answers">How often the sides got these answers, most frequent first.</param>
/// <param name="Wrong">Rounds that came to no allowed state, and broken invariants, in words.</param>
internal sealed record RaceOutcome(int Times, IReadOnlyList<(string Words, int Count)> Answers, IReadOnlyList<string> Wrong);
