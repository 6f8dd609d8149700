using System.Reflection;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Faults.Ledgers;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;
using PiCIE.Storage;
using PiCIE.Storage.Faults;

namespace PiCIE.Faults.Tests;

/// <summary>Processes that are killed at exactly the moments at which one of two writes is done, by a team that lives through all of them.</summary>
[Trait("Category", "long")]
public sealed class CriticalPointTests(TeamOfTwo team) : IClassFixture<TeamOfTwo>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static int _resolutions;
    private readonly FaultRig _rig = team.Rig;

    /// <summary>Every point that the product names; one that no work passes fails its test.</summary>
    private static string[] Points => [.. typeof(CriticalPoints).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(name => name.Name != nameof(CriticalPoints.Variable)).Select(name => (string)name.GetRawConstantValue()!)];

    /// <summary>Every point of the stage program in every kind of stage that passes it.</summary>
    public static TheoryData<StageKind, string> StagePoints
    {
        get
        {
            TheoryData<StageKind, string> points = [];
            foreach (StageKind kind in Enum.GetValues<StageKind>())
            {
                string[] epochs = kind == StageKind.Train ? ["epoch-told", "checkpoint-written", "checkpoint-told"] : [];
                foreach (string point in (string[])["started", .. epochs, "result-written", "result-told"])
                {
                    points.Add(kind, point);
                }
            }

            return points;
        }
    }

    /// <summary>
    /// The next kill does not wait until the work of the one before is made good: a worker takes seconds to start. Runs bear the names of their points, so that
    /// whatever does not agree at the end says which it was.
    /// </summary>
    [Fact]
    public async Task F01_A_process_that_is_killed_at_any_point_loses_nothing_and_nothing_happens_twice()
    {
        Points.ShouldNotBeEmpty();
        foreach (string point in Points)
        {
            // Slow enough for epochs that each checkpoint is recorded before the next one: two stay, and the third removes the first.
            _rig.Let("train", point.StartsWith("checkpoint", StringComparison.Ordinal) || point == CriticalPoints.PointsAfter ? "epochs 5 0.2" : null);
            _rig.Points.Arm(point);
            if (point == CriticalPoints.SubmitAfter)
            {
                await SubmitTwiceAsync(point);
            }
            else
            {
                await BringToAsync(point);
                (await UntilOneIsKilledAsync(point)).Restart();
            }
        }

        await AgreesAsync();
        (await _rig.ExecuteAsync("delete from deliveries where handler = 'nobody'")).ShouldBe(1, "a delivery whose end was not written is still there");
    }

    [Theory]
    [MemberData(nameof(StagePoints))]
    public async Task F02_A_stage_process_that_is_killed_at_a_point_costs_one_attempt(StageKind kind, string point)
    {
        string word = kind.ToString().ToLowerInvariant();
        if (kind == StageKind.Train)
        {
            _rig.Let("train", "epochs 3 0.1");
        }

        int before = (await _rig.AttemptsAsync(kind)).Count;
        _rig.Points.Arm($"{word}.{point}");
        // A resolution of its own for each, so that there are preprocess stages too.
        await team.SubmitAsync(1, resolution: 96 + (32 * Interlocked.Increment(ref _resolutions)));
        await UntilReachedAsync($"{word}.{point}");

        await AgreesAsync();
        _rig.Let("train", null);
        (await _rig.AttemptsAsync(kind)).Skip(before).Where(attempt => attempt.Outcome != AttemptOutcome.Succeeded)
            .Select(attempt => (attempt.Outcome, attempt.FailureKind)).ShouldBe([(AttemptOutcome.Failed, FailureKind.Resource)]);
    }

    /// <summary>Submits, and where work alone does not lead to the point does what does.</summary>
    private async Task BringToAsync(string point)
    {
        await team.SubmitAsync(1, name: point);
        if (point == CriticalPoints.WorkerAdded)
        {
            _rig.Workers[0].Kill();
            _rig.Workers[0].Restart();
        }
        else if (point == CriticalPoints.EventDispatched)
        {
            // No handler of the product hears events yet: a delivery to nobody fails, and waits to be tried again.
            await _rig.ExecuteAsync("insert into deliveries (event_seq, handler, failures, set_aside) select max(seq), 'nobody', 0, false from events");
        }
    }

    /// <summary>Submits, is killed before it can say so, and submits the same again.</summary>
    private async Task SubmitTwiceAsync(string point)
    {
        (int, int) seeds = (900_001, 2);
        using (RigProcess killed = _rig.StartSubmit("ada", point, seeds))
        {
            (await killed.EndAsync(Longest)).ShouldBe(128 + PosixSignals.Kill);
        }

        _rig.Points.WasReached(point).ShouldBeTrue();
        (await _rig.AcknowledgeAsync(_rig.StartSubmit("ada", point, seeds)))!.Count.ShouldBe(2);
        await using PicieContext context = _rig.Open();
        (await context.Runs.CountAsync(run => context.Experiments.Any(experiment => experiment.Id == run.ExperimentId && experiment.Name == point))).ShouldBe(2);
    }

    private async Task<RigWorker> UntilOneIsKilledAsync(string point)
    {
        await UntilReachedAsync(point);
        for (DateTime end = DateTime.UtcNow + Longest; DateTime.UtcNow < end; await Task.Delay(10, TestContext.Current.CancellationToken))
        {
            if (_rig.Workers.FirstOrDefault(worker => !worker.IsAlive) is { } killed)
            {
                return killed;
            }
        }

        throw new TimeoutException($"the point {point} was passed, and no worker died of it");
    }

    private async Task UntilReachedAsync(string point)
    {
        for (DateTime end = DateTime.UtcNow + Longest; !_rig.Points.WasReached(point); await Task.Delay(10, TestContext.Current.CancellationToken))
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"no process passed the point {point}");
            }
        }
    }

    private async Task AgreesAsync()
    {
        await _rig.UntilFinishedAsync();
        Verdict verdict = await _rig.CompareAsync();
        verdict.Complaints.ShouldBeEmpty();
        verdict.Finished.ShouldBe(verdict.Submitted);
    }
}
