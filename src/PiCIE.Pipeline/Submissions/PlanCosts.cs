using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Expectations;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Specs;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Adds to the document of a plan what time and disk the rest of it is expected to take; reads only.</summary>
internal sealed class PlanCosts(PicieHome home, QueueTimes times, TimeProvider clock)
{
    /// <summary>Returns the document with what is expected of its stages that are not done, and of all of them together.</summary>
    public async Task<PlanDocument> AddAsync(PicieContext context, PlannedExperiment planned, PlanDocument document, CancellationToken cancel)
    {
        PastStages past = new(context);
        List<(PlannedStageDocument Stage, PlannedStage Planned, Expectation Expected)> open = [];
        foreach ((PlannedStageDocument stage, PlannedStage plan) in document.Stages.Zip(planned.Plan.Stages).Where(pair => !pair.First.Done))
        {
            open.Add((stage, plan, await ExpectAsync(past, plan, cancel)));
        }

        // Workers look at a data set once it is known: of one that is new nobody can say yet who reads it.
        Guid? known = await context.DataSets.AnyAsync(row => row.Id == planned.DataSet, cancel) ? planned.DataSet : null;
        IReadOnlyList<SlotPool> slots = await LiveSlots.ReadAsync(context, home, times, await clock.NowAsync(context, cancel), cancel);
        Dictionary<string, Expectation> byKey = open.ToDictionary(one => one.Stage.Key, one => one.Expected, StringComparer.Ordinal);
        return document with
        {
            Stages = [.. document.Stages.Select(stage => byKey.TryGetValue(stage.Key, out Expectation? expected)
                ? stage with { Seconds = expected.Seconds, Bytes = expected.Bytes } : stage)],
            Expected = new ExpectedCostDocument(
                EndOf([.. open.Select(one => (one.Planned, one.Expected))], known, slots),
                open.Sum(one => one.Expected.Seconds ?? 0),
                open.Sum(one => one.Expected.Bytes ?? 0),
                slots.Sum(pool => pool.Slots),
                [.. open.GroupBy(one => one.Stage.Kind).OrderBy(kind => kind.Key).Select(kind => KindOf(kind.Key, [.. kind.Select(one => one.Expected)],
                    // Stages of one kind may be like different ones: each of these counts once.
                    kind.DistinctBy(one => one.Planned.Extent?.Likeness).Sum(one => one.Expected.LikeStages)))]),
        };
    }

    private static async Task<Expectation> ExpectAsync(PastStages past, PlannedStage stage, CancellationToken cancel)
    {
        Expectation expected = await past.ExpectAsync(stage.Extent?.Likeness, stage.Device, stage.Extent?.Work ?? 0, stage.Extent?.Room ?? 0, cancel);
        return expected with { Bytes = stage.Extent?.KnownBytes ?? expected.Bytes };
    }

    private static ExpectedKindDocument KindOf(StageKind kind, Expectation[] expected, int likeStages) => new(
        kind,
        expected.Length,
        expected.Count(one => one.Seconds is null),
        expected.Count(one => one.Bytes is null),
        expected.Sum(one => one.Seconds ?? 0),
        expected.Sum(one => one.Bytes ?? 0),
        likeStages);

    private static double? EndOf((PlannedStage Planned, Expectation Expected)[] open, Guid? dataSet, IReadOnlyList<SlotPool> slots)
    {
        Dictionary<string, int> places = open.Select((one, place) => (one.Planned.Key, place)).ToDictionary(one => one.Key, one => one.place, StringComparer.Ordinal);
        ScheduledStage[] stages =
        [
            .. open.Select(one => new ScheduledStage(
                StageNeeds.Of(one.Planned, Guid.Empty) with { DataSet = one.Planned.Kind == StageKind.Preprocess ? dataSet : null },
                one.Expected.Seconds,
                [.. one.Planned.Inputs.Select(input => input.StageKey).OfType<string>().Distinct().Where(places.ContainsKey).Select(key => places[key])])),
        ];
        return new Schedule(stages, slots).End;
    }
}
