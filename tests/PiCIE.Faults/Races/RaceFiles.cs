namespace PiCIE.Faults.Races;

/// <summary>Names the files by which the processes of a race know of one another.</summary>
internal static class RaceFiles
{
    /// <summary>The rows of all rounds, as JSON.</summary>
    public static string Subjects(string folder) => Path.Combine(folder, "subjects.json");

    /// <summary>The line that the sides wait at.</summary>
    public static string Barrier(string folder) => Path.Combine(folder, "barrier");

    /// <summary>The answers that a side got, a line a round.</summary>
    public static string Words(string folder, int side) => Path.Combine(folder, $"words-{side}");
}
