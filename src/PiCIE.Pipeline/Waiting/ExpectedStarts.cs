using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Expectations;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Limits;

namespace PiCIE.Pipeline.Waiting;

/// <summary>
/// Says when stages that wait are expected to start: it places what runs and what waits in the slots of the pools that are alive, each for the time
/// that like stages took. Of a stage whose time or turn is not known, nothing is said.
/// </summary>
internal sealed class ExpectedStarts(PicieHome home, QueueTimes times)
{
    /// <summary>Most stages that are placed; what comes after them starts too late for an honest figure.</summary>
    private const int Placed = 2000;

    /// <summary>Share of its expected time that a running stage still takes at least: half of all stages take longer than expected.</summary>
    private const double LeastLeft = 0.1;

    /// <summary>Returns the seconds until each start, by stage, of those of which it is known.</summary>
    /// <param name="context">The database.</param>
    /// <param name="stages">What runs and what is offered, then what waits in the order in which it is next.</param>
    /// <param name="limits">Limits of people.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public async Task<IReadOnlyDictionary<Guid, double>> OfAsync(
        PicieContext context, IReadOnlyList<WaitingStage> stages, PersonLimits limits, DateTimeOffset now, CancellationToken cancel)
    {
        WaitingStage[] placed = [.. stages.Take(Placed)];
        Dictionary<Guid, int> places = placed.Select((stage, place) => (stage.Stage, place)).ToDictionary(one => one.Stage, one => one.place);
        ILookup<Guid, int> sources = await SourcesAsync(context, placed, places, cancel);
        PastStages past = new(context);
        List<ScheduledStage> scheduled = [];
        foreach (WaitingStage stage in placed)
        {
            scheduled.Add(new ScheduledStage(StageNeeds.Read(stage.Needs), await LeftAsync(past, stage, now, cancel), [.. sources[stage.Stage].Distinct()], stage.Pool));
        }

        IReadOnlyList<double?> starts = new Schedule(scheduled, await LiveSlots.ReadAsync(context, home, times, now, cancel)).Starts;
        return placed.Select((stage, place) => (Stage: stage, Start: starts[place]))
            .Where(one => one.Start is not null && one.Stage.Pool is null && !IsLimited(one.Stage, limits))
            .ToDictionary(one => one.Stage.Stage, one => one.Start!.Value);
    }

    /// <summary>Returns whether a stage may have to wait although a slot is free.</summary>
    private static bool IsLimited(WaitingStage stage, PersonLimits limits) => stage.MaxConcurrent is not null || limits.MostOf(stage.Person) is not null;

    private static async Task<double?> LeftAsync(PastStages past, WaitingStage stage, DateTimeOffset now, CancellationToken cancel)
    {
        double? expected = (await past.ExpectAsync(stage.Likeness, stage.Device, stage.Work, stage.Room, cancel)).Seconds;
        return stage.Started is { } started && expected is { } seconds ? Math.Max(seconds - (now - started).TotalSeconds, seconds * LeastLeft) : expected;
    }

    /// <summary>Returns the places of the stages that each waits for; -1, which never ends, for one that is not placed.</summary>
    private static async Task<ILookup<Guid, int>> SourcesAsync(
        PicieContext context, WaitingStage[] placed, Dictionary<Guid, int> places, CancellationToken cancel)
    {
        Guid[] blocked = [.. placed.Where(stage => stage.State == StageState.Blocked).Select(stage => stage.Stage)];
        var inputs = await context.StageInputs.Where(input => blocked.Contains(input.StageId))
            .Join(context.Stages.Where(source => source.State != StageState.Done), input => input.SourceStageId, source => source.Id, (input, source) => new { input.StageId, source.Id })
            .ToListAsync(cancel);
        return inputs.ToLookup(input => input.StageId, input => places.GetValueOrDefault(input.Id, -1));
    }
}
