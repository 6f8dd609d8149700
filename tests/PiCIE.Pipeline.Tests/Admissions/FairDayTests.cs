using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Limits;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Admissions;

/// <summary>The law of shares: over a day in which everybody always waits, device seconds are as the weights.</summary>
public sealed class FairDayTests
{
    private const int Slots = 3;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Over_a_day_device_seconds_are_as_the_weights_within_five_percent()
    {
        SteppedClock clock = new();
        await using TestHome home = new(services => services.AddSingleton<TimeProvider>(clock));
        Dictionary<string, double> weights = new() { ["ada"] = 1, ["bob"] = 2, ["cyd"] = 1 };
        foreach ((string person, double weight) in weights)
        {
            await using PicieContext context = await home.OpenAsync();
            await home.Get<Submission>().WriteAsync(
                context, TestPlans.OfPhotographs(person, home, person, person, [.. Enumerable.Range(1, 150).Select(seed => (long)(seed + (1000 * person[0])))]), person, default);
            await PersonLimits.SetAsync(home.Get<IDbContextFactory<PicieContext>>(), clock, PersonLimits.Weight, person, weight, default);
        }

        Dictionary<string, double> seconds = await DayAsync(home, clock);

        double all = seconds.Values.Sum();
        all.ShouldBeGreaterThan(0.97 * Slots * Day.TotalSeconds, "the slots were always taken");
        foreach ((string person, double weight) in weights)
        {
            (seconds[person] / all).ShouldBe(weight / weights.Values.Sum(), 0.05 * weight / weights.Values.Sum(), person);
        }
    }

    private static async Task<Dictionary<string, double>> DayAsync(TestHome home, SteppedClock clock)
    {
        DateTimeOffset end = clock.Now + Day;
        Random random = new(7);
        List<(DateTimeOffset Ends, Guid Stage, int Number, string Person, double Seconds)> running = [];
        Dictionary<string, double> seconds = [];
        List<(Guid Stage, int Offer)> offered = [];
        JobPool pool = new("local", Slots, (_, stage, offer) => offered.Add((stage, offer)));
        while (clock.Now < end)
        {
            await home.Get<Admission>().AdmitAsync([pool], null, default);
            foreach ((Guid stage, int offer) in offered)
            {
                StartedAttempt started = (await home.Get<IStageLedger>().StartAsync(
                    stage, new AttemptStart("w:1", "picie", "cpu", 1, number => $"{number}.log") { Offer = offer }, default)).ShouldNotBeNull();
                await using PicieContext context = await home.OpenAsync();
                string person = await context.Stages.Where(row => row.Id == stage)
                    .Join(context.Experiments, row => row.ChargedExperimentId, experiment => experiment.Id, (_, experiment) => experiment.Person).SingleAsync();
                double takes = 600 + (random.NextDouble() * 1200);
                running.Add((clock.Now.AddSeconds(takes), stage, started.Number, person, takes));
            }

            offered.Clear();
            (DateTimeOffset Ends, Guid Stage, int Number, string Person, double Seconds) next = running.MinBy(one => one.Ends);
            running.Remove(next);
            clock.Now = next.Ends;
            (await home.Get<IStageLedger>().CommitAsync(
                next.Stage, next.Number, new StageCommit(new StoredManifest("abc", []), StageJson.ToElement(new { done = true }), []), default)).ShouldBeTrue();
            seconds[next.Person] = seconds.GetValueOrDefault(next.Person) + next.Seconds;
        }

        return seconds;
    }
}
