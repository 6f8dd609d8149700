using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Limits;

namespace PiCIE.Pipeline.Expectations;

/// <summary>
/// Expects of a stage what the newest like stages took: the median of their time for each unit of work, and of their bytes for each unit of room. Attempts
/// that went on from a checkpoint are left out, for they took only the rest of the time.
/// </summary>
internal sealed class PastStages(PicieContext context)
{
    /// <summary>Most like stages that are looked at: the newest, for machine and program change.</summary>
    private const int Newest = 20;

    private readonly Dictionary<(string Likeness, string DeviceKind), Past> _read = [];

    /// <summary>Returns what is expected of a stage.</summary>
    /// <param name="likeness">What stages share whose time and disk are comparable; null where that is not known.</param>
    /// <param name="device">Its device; auto stands for the processor.</param>
    /// <param name="work">Number with which time grows.</param>
    /// <param name="room">Number with which disk grows.</param>
    /// <param name="cancel">Cancels the query.</param>
    public async Task<Expectation> ExpectAsync(string? likeness, string device, double work, double room, CancellationToken cancel)
    {
        if (likeness is null)
        {
            return new Expectation(null, null, 0);
        }

        (string Likeness, string DeviceKind) key = (likeness, device == "auto" ? "cpu" : PersonUsage.KindOf(device));
        if (!_read.TryGetValue(key, out Past? past))
        {
            _read[key] = past = await ReadAsync(key.Likeness, key.DeviceKind, cancel);
        }

        return new Expectation(past.SecondsOfWork * work, (long?)(past.BytesOfRoom * room), past.Count);
    }

    private async Task<Past> ReadAsync(string likeness, string deviceKind, CancellationToken cancel)
    {
        var rows = await context.Stages.Where(stage => stage.State == StageState.Done && stage.Likeness == likeness && stage.Work > 0 && stage.Room > 0)
            .Join(context.Attempts, stage => stage.ArtifactId, attempt => attempt.Id, (stage, attempt) => new { stage, attempt })
            .Where(row => row.attempt.ResumedFromAttempt == null && row.attempt.EndedAt != null && row.attempt.Device.StartsWith(deviceKind))
            .Join(context.Artifacts, row => row.attempt.Id, artifact => artifact.Id, (row, artifact) => new
            {
                row.attempt.Id,
                row.attempt.StartedAt,
                row.attempt.EndedAt,
                row.stage.Work,
                row.stage.Room,
                artifact.Bytes,
            })
            .OrderByDescending(row => row.Id).Take(Newest).ToListAsync(cancel);
        return rows.Count == 0
            ? new Past(null, null, 0)
            : new Past(Median(rows.Select(row => (row.EndedAt!.Value - row.StartedAt).TotalSeconds / row.Work)), Median(rows.Select(row => row.Bytes / row.Room)), rows.Count);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    private sealed record Past(double? SecondsOfWork, double? BytesOfRoom, int Count);
}
