namespace PiCIE.Storage.Runs;

/// <summary>The keys that the newest runs of a filter have.</summary>
/// <param name="Runs">Number of the runs that were looked at.</param>
/// <param name="Figures">Keys of figures, with the number of runs that have each.</param>
/// <param name="Settings">Keys of settings, and whether the runs differ in each: in its value, or in having it.</param>
public sealed record RunKeys(int Runs, IReadOnlyDictionary<string, int> Figures, IReadOnlyDictionary<string, bool> Settings);
