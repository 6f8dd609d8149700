using PiCIE.Experiments.States;
using PiCIE.Faults.Races;

namespace PiCIE.Faults.Writers;

/// <summary>A process that adds, starts and commits stages on a database in a file until it is killed, and notes each commit that was acknowledged.</summary>
internal static class FileWriter
{
    /// <summary>Writes without end.</summary>
    /// <param name="folder">Folder of the database.</param>
    /// <param name="notes">File that takes the id of each stage whose commit was acknowledged.</param>
    public static async Task RunAsync(string folder, string notes)
    {
        await using RaceGround ground = new(folder, null);
        using FileStream file = new(notes, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        using StreamWriter noted = new(file) { AutoFlush = true };
        int first = Random.Shared.Next(1_000_000_000);
        for (int number = first; ; number++)
        {
            RaceSubject subject = await ground.AddAsync(number, StageState.Ready, StageState.Blocked);
            int attempt = (await ground.StartAsync(subject.Stage)).Number;
            if (await ground.Ledger.CommitAsync(subject.Stage, attempt, RaceGround.Result, default))
            {
                await noted.WriteLineAsync($"{subject.Stage:N}");
            }
        }
    }
}
