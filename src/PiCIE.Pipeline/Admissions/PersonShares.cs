using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Limits;

namespace PiCIE.Pipeline.Admissions;

/// <summary>
/// Says how much of the devices each person has: what ended attempts used, what running ones use, and what offered ones will. Whoever has least for
/// their weight comes first.
/// </summary>
internal sealed class PersonShares
{
    private const int Recent = 200;
    private const double UnknownSeconds = 60;

    private readonly Dictionary<(string Person, string DeviceKind), double> _seconds;
    private readonly Dictionary<string, double> _expected;
    private readonly PersonLimits _limits;

    private PersonShares(Dictionary<(string Person, string DeviceKind), double> seconds, Dictionary<string, double> expected, PersonLimits limits) =>
        (_seconds, _expected, _limits) = (seconds, expected, limits);

    /// <summary>Reads what everybody has at a time.</summary>
    public static async Task<PersonShares> ReadAsync(PicieContext context, PersonLimits limits, DateTimeOffset now, CancellationToken cancel)
    {
        List<Usage> used = await context.Set<Usage>().AsNoTracking().ToListAsync(cancel);
        PersonShares shares = new(
            used.GroupBy(usage => (usage.Person, usage.DeviceKind)).ToDictionary(own => own.Key, own => own.Sum(usage => PersonUsage.At(usage, now))),
            await ExpectedAsync(context, cancel), limits);
        var taken = await context.Stages.Where(stage => stage.ChargedExperimentId != null)
            .Join(context.Experiments, stage => stage.ChargedExperimentId, experiment => experiment.Id, (stage, experiment) => new
            {
                experiment.Person,
                stage.Kind,
                stage.Device,
                Started = context.Attempts.Where(attempt => attempt.StageId == stage.Id && attempt.EndedAt == null).Select(attempt => (DateTimeOffset?)attempt.StartedAt).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        taken.ForEach(stage => shares.Add(stage.Person, stage.Kind, stage.Device, stage.Started is { } started ? (now - started).TotalSeconds : 0));
        return shares;
    }

    /// <summary>Notes that a person is given a stage, or has one since some time: what it still takes counts as used.</summary>
    public void Add(string person, StageKind kind, string device, double elapsedSeconds = 0)
    {
        string deviceKind = DeviceKindOf(device);
        double seconds = Math.Max(elapsedSeconds, _expected.GetValueOrDefault($"{kind} {deviceKind}", UnknownSeconds));
        _seconds[(person, deviceKind)] = _seconds.GetValueOrDefault((person, deviceKind)) + seconds;
    }

    /// <summary>Returns what a person has for their weight: of the device kind that a stage needs, or of all where any will do.</summary>
    public double Of(string person, string needs)
    {
        string? device = StageNeeds.Read(needs).Device;
        bool any = device is null or "auto";
        return _seconds.Where(used => used.Key.Person == person && (any || used.Key.DeviceKind == DeviceKindOf(device))).Sum(used => used.Value) / _limits.WeightOf(person);
    }

    private static string DeviceKindOf(string? device) => device is null or "auto" ? "cpu" : PersonUsage.KindOf(device);

    /// <summary>Returns the median duration of the latest attempts that succeeded, by kind of stage and of device.</summary>
    private static async Task<Dictionary<string, double>> ExpectedAsync(PicieContext context, CancellationToken cancel)
    {
        var latest = await context.Attempts.Where(attempt => attempt.Outcome == AttemptOutcome.Succeeded).OrderByDescending(attempt => attempt.Id).Take(Recent)
            .Join(context.Stages, attempt => attempt.StageId, stage => stage.Id, (attempt, stage) => new { stage.Kind, attempt.Device, attempt.StartedAt, attempt.EndedAt })
            .ToListAsync(cancel);
        return latest.GroupBy(one => $"{one.Kind} {PersonUsage.KindOf(one.Device)}").ToDictionary(
            group => group.Key,
            group => group.Select(one => (one.EndedAt!.Value - one.StartedAt).TotalSeconds).Order().ElementAt(group.Count() / 2),
            StringComparer.Ordinal);
    }
}
