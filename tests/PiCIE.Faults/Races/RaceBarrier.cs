using System.IO.MemoryMappedFiles;

namespace PiCIE.Faults.Races;

/// <summary>A line that the sides of a race wait at: processes that share a file in memory, so that they leave it within microseconds of one another.</summary>
internal sealed class RaceBarrier : IDisposable
{
    /// <summary>Two sides never write into one line of a processor's cache.</summary>
    private const int Spacing = 64;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _sides;

    /// <summary>Opens the barrier.</summary>
    /// <param name="path">Its file, which is made where it is missing.</param>
    /// <param name="sides">Number of sides.</param>
    public RaceBarrier(string path, int sides)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, sides * Spacing);
        _view = _file.CreateViewAccessor();
        _sides = sides;
    }

    /// <summary>Waits until every side has come as far.</summary>
    /// <param name="side">The side that comes.</param>
    /// <param name="round">How often they have met with this meeting; it only grows.</param>
    /// <exception cref="TimeoutException">A side did not come.</exception>
    public void Meet(int side, int round)
    {
        _view.Write((long)side * Spacing, round);
        Thread.MemoryBarrier();
        for (DateTime end = DateTime.UtcNow + Longest; Enumerable.Range(0, _sides).Any(other => _view.ReadInt32((long)other * Spacing) < round); Thread.Yield())
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"side {side} waited in vain for the others at meeting {round}");
            }
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
