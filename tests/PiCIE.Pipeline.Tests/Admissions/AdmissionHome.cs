using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Specs;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Admissions;

/// <summary>A real database of a kind, with a queue that only notes its jobs.</summary>
public abstract class AdmissionHome(DatabaseKind kind) : IAsyncLifetime
{
    private protected List<(string Title, Guid Stage, int Offer)> Jobs { get; } = [];
    private protected TestHome Home { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(kind == DatabaseKind.PostgreSql && PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        Home = await TestHome.OnAsync(kind);
        // Somebody works on the home.
        Home.Lock.ShouldNotBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        await (Home?.DisposeAsync() ?? ValueTask.CompletedTask);
        GC.SuppressFinalize(this);
    }

    private protected JobPool PoolOf(string name, int slots, Func<StageNeeds, bool> canDo) =>
        new(name, slots, (title, stage, offer) => Jobs.Add((title, stage, offer))) { CanDo = canDo };

    /// <summary>Lets the time of all offers pass.</summary>
    private protected async Task EndOffersAsync()
    {
        await using PicieContext context = await Home.OpenAsync();
        DateTimeOffset past = DateTimeOffset.UtcNow.AddSeconds(-1);
        (await context.Stages.Where(stage => stage.OfferedUntil != null).ExecuteUpdateAsync(update => update.SetProperty(stage => stage.OfferedUntil, past))).ShouldBeGreaterThan(0);
    }

    private protected JobPool Pool(int slots) => new(WorkSession.PoolName, slots, (title, stage, offer) => Jobs.Add((title, stage, offer)));

    private protected Task AdmitAsync(int slots, params Guid[] experiments) => Home.Get<Admission>().AdmitAsync(
        [Pool(slots)], [.. experiments.SelectMany(Home.Asked)], TestContext.Current.CancellationToken);

    private protected Task<Guid> SubmitAsync(string name, int priority, params long[] seeds)
    {
        PlannedExperiment planned = TestPlans.OfPhotographs(name, Home, name, name, seeds.Length == 0 ? [1] : seeds);
        return Home.SubmitAsync(planned with { Spec = planned.Spec with { Priority = priority } });
    }

    private protected async Task SetAsync(Action<PiCIE.Storage.Experiments.Experiment> change)
    {
        await using PicieContext context = await Home.OpenAsync();
        (await context.Experiments.ToListAsync()).ForEach(change);
        await context.SaveChangesAsync();
    }

    private protected async Task<StartedAttempt> StartAsync(Guid stage, int offer) => (await Home.Get<IStageLedger>().StartAsync(
        stage, new AttemptStart("me:1", "picie", "cpu", 1, number => $"{number}.log") { Offer = offer }, default)).ShouldNotBeNull();

    private protected async Task DoAsync(Guid stage)
    {
        StartedAttempt started = await StartAsync(stage, (await StageAsync(stage)).Offer);
        StageCommit commit = new(new PiCIE.Storage.Artifacts.StoredManifest("abc", []), StageJson.ToElement(new { done = true }), []);
        (await Home.Get<IStageLedger>().CommitAsync(stage, started.Number, commit, default)).ShouldBeTrue();
    }

    private protected async Task<Stage> StageAsync(Guid stage)
    {
        await using PicieContext context = await Home.OpenAsync();
        return await context.Stages.AsNoTracking().SingleAsync(row => row.Id == stage);
    }
}
