using System.Text.Json;

namespace PiCIE.Faults.Races;

/// <summary>One side of a race: a process of its own that meets the other one before each round and notes the answers that it got.</summary>
internal static class RaceSide
{
    /// <summary>Takes part.</summary>
    /// <param name="race">The race.</param>
    /// <param name="side">The side.</param>
    /// <param name="folder">Folder of the race.</param>
    /// <param name="connection">Connection string of the database; null for a file.</param>
    public static async Task RunAsync(Race race, int side, string folder, string? connection)
    {
        RaceSubject[] subjects = JsonSerializer.Deserialize<RaceSubject[]>(await File.ReadAllTextAsync(RaceFiles.Subjects(folder)))!;
        await using RaceGround ground = new(folder, connection);
        using RaceBarrier barrier = new(RaceFiles.Barrier(folder), race.Sides.Count);
        using StreamWriter words = new(RaceFiles.Words(folder, side)) { AutoFlush = true };
        Random random = new(side);
        foreach (RaceSubject subject in subjects)
        {
            await race.BeforeAsync(ground, subject, side);
            TimeSpan delay = race.Delays[side] * random.NextDouble();
            barrier.Meet(side, 2 * subject.Number - 1);
            Late(delay);
            words.WriteLine(await AnswerAsync(race, ground, subject, side));
            // Nobody prepares the next round while another still acts in this one.
            barrier.Meet(side, 2 * subject.Number);
        }
    }

    /// <summary>Waits without sleeping: a sleep is longer than what is raced about.</summary>
    private static void Late(TimeSpan delay)
    {
        for (long began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < delay; Thread.Yield())
        {
        }
    }

    private static async Task<string> AnswerAsync(Race race, RaceGround ground, RaceSubject subject, int side)
    {
        try
        {
            return await race.ActAsync(ground, subject, side);
        }
        catch (Exception exception)
        {
            return $"threw {exception.GetType().Name}: {exception.GetBaseException().Message.ReplaceLineEndings(" ")}";
        }
    }
}
