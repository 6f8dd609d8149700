using System.Diagnostics;
using System.Text.Json;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;

namespace PiCIE.Stages.Protocol;

/// <summary>
/// Writes protocol messages, one JSON line each. It is thread-safe. A supervisor that no longer reads is no error here, for the end of the
/// input tells it.
/// </summary>
internal sealed class StageChannel(Stream output) : IDisposable
{
    private static readonly TimeSpan AliveInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);
    private readonly Lock _gate = new();
    private long _lastAlive;
    private long _lastProgress;
    private string? _lastPhase;

    /// <summary>Sends one message.</summary>
    public void Send(StageMessage message)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, StageJson.Options), (byte)'\n'];
        lock (_gate)
        {
            try
            {
                output.Write(line);
                output.Flush();
            }
            catch (IOException)
            {
                // The reader is gone; the stop signal ends the work.
            }
        }
    }

    /// <summary>Sends a sign of life to the supervisor. The work loop calls it as often as it likes; one is sent every two seconds at most.</summary>
    public void Alive()
    {
        if (IsDue(ref _lastAlive, AliveInterval))
        {
            Send(new StageAlive());
        }
    }

    /// <summary>
    /// Tells how far a phase and with it the stage is. A message is sent at the start of a phase, at its end, and in between five times a
    /// second at most.
    /// </summary>
    public void Progress(string phase, long done, long total, string? note = null, double? share = null, double? nextCheckpoint = null)
    {
        lock (_gate)
        {
            bool turn = done == 0 || done == total || phase != _lastPhase;
            if (IsDue(ref _lastProgress, ProgressInterval) || turn)
            {
                _lastPhase = phase;
                Send(new StageProgress(phase, done, total, note, share, nextCheckpoint));
            }
        }
    }

    /// <summary>Sends a line for people who follow the attempt.</summary>
    public void Information(string text) => Send(new StageLog(StageLogLevel.Information, text));

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    private static bool IsDue(ref long last, TimeSpan interval)
    {
        long now = Stopwatch.GetTimestamp();
        long before = Interlocked.Read(ref last);
        return (before == 0 || Stopwatch.GetElapsedTime(before, now) >= interval)
            && Interlocked.CompareExchange(ref last, now, before) == before;
    }
}
