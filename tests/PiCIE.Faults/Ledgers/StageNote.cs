using System.Globalization;

namespace PiCIE.Faults.Ledgers;

/// <summary>A line of the ledger outside the system: what a stage process said that it did.</summary>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Attempt">Number of the attempt.</param>
/// <param name="Process">Number of the process.</param>
/// <param name="Kind">Kind of the stage.</param>
/// <param name="What">What it did: <c>started</c>, <c>epoch:3</c>, <c>stopped</c>, <c>ended</c>.</param>
internal sealed record StageNote(Guid Stage, int Attempt, int Process, string Kind, string What)
{
    public const string Started = "started";
    public const string Ended = "ended";

    /// <summary>Reads a ledger as far as its last whole line.</summary>
    /// <param name="file">The file; one that is not there yet is empty.</param>
    public static IReadOnlyList<StageNote> Read(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        string text = File.ReadAllText(file);
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Of)];
    }

    private static StageNote Of(string line)
    {
        string[] parts = line.Split(' ');
        return new StageNote(
            Guid.ParseExact(parts[0], "N"), int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3], parts[4]);
    }
}
