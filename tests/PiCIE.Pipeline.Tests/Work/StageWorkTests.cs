using System.Security.Cryptography;
using Hangfire.InMemory;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Specs;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;
using PiCIE.Pipeline.Work.Breakers;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class StageWorkTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_doubled_job_runs_its_stage_once(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        int offer = await home.OfferAsync(stage);
        using WorkSession session = Session(home, stop: default);

        string[] words = await Task.WhenAll(home.Get<StageWork>().RunAsync(session, stage, offer), home.Get<StageWork>().RunAsync(session, stage, offer));
        string late = await home.Get<StageWork>().RunAsync(session, stage, offer);

        words.Order().ShouldBe(["done", "stale"]);
        late.ShouldBe("stale");
        home.Ran().ShouldBe(["preprocess"]);
        session.Error.ShouldBeNull();
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_worker_whose_breaker_is_open_starts_nothing_and_gives_the_offer_back(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        int offer = await home.OfferAsync(stage);
        Breaker breaker = new(new StageProcessTimes(), TimeProvider.System, static () => { });
        breaker.GaveWay("The disk is full.", home.Root);
        using WorkSession session = Session(home, stop: default, breaker);

        (await home.Get<StageWork>().RunAsync(session, stage, offer)).ShouldBe("stale");

        home.Ran().ShouldBeEmpty();
        await using PicieContext context = await home.OpenAsync();
        Stage row = await context.Stages.SingleAsync(row => row.Id == stage);
        (row.OfferedUntil, row.LastPool).ShouldBe((null, WorkSession.PoolName));
    }

    [Fact]
    public async Task An_error_that_may_pass_does_not_hide_a_later_one_that_lasts()
    {
        await using TestHome home = new();
        using WorkSession session = Session(home, stop: default);
        InvalidOperationException lasts = new("a bug");

        session.Broken(new Npgsql.NpgsqlException("cut", new IOException("cut")));
        session.Broken(lasts);
        session.Broken(new InvalidOperationException("another"));

        session.Error.ShouldBe(lasts);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_stale_job_of_a_blocked_stage_ends_without_a_trace(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Train);
        using WorkSession session = Session(home, stop: default);

        (await home.Get<StageWork>().RunAsync(session, stage, offer: 1)).ShouldBe("stale");

        (await session.Written.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken)).ShouldBeTrue("a slot became free: somebody must look");
        home.Ran().ShouldBeEmpty();
        await using PicieContext context = await home.OpenAsync();
        (await context.Attempts.CountAsync()).ShouldBe(0);
        (await context.Stages.SingleAsync(row => row.Id == stage)).State.ShouldBe(StageState.Blocked);
    }

    [Theory]
    [OnEachDatabase("work")]
    [OnEachDatabase("points")]
    public async Task A_result_that_comes_too_late_is_noted_and_stores_nothing(DatabaseKind kind, string mode)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("preprocess", mode);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid id = await home.StageIdAsync(StageKind.Preprocess);
        StartedAttempt started = await home.StartAsync(id);
        await home.Get<IStageLedger>().ClearAsync(TestContext.Current.CancellationToken);
        using WorkSession session = Session(home, stop: default);
        await using PicieContext context = await home.OpenAsync();

        TimeSpan never = TimeSpan.FromHours(1);
        await using Heartbeat heartbeat = new(() => Task.FromResult(true), () => never, () => Task.FromResult(AttemptStanding.GoesOn), never, TimeProvider.System);
        await home.Get<StageAttempt>().RunAsync(
            session, await context.Stages.SingleAsync(stage => stage.Id == id), started, new Dictionary<string, string>(), heartbeat);

        home.Ran().ShouldBe(["preprocess"]);
        (await context.Events.CountAsync(row => row.Type == "late-result")).ShouldBe(1);
        (Directory.Exists(home.Home.ArtifactsFolder) ? Directory.GetDirectories(home.Home.ArtifactsFolder) : []).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_stage_cannot_read_while_the_shared_folder_is_out_of_reach_is_no_fault_of_its_inputs()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        await using TestHome home = await TestHome.OnAsync(DatabaseKind.PostgreSql);
        home.Let("preprocess", "input");
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid id = await home.StageIdAsync(StageKind.Preprocess);
        StartedAttempt started = await home.StartAsync(id);
        using WorkSession session = Session(home, stop: default);
        await using PicieContext context = await home.OpenAsync();
        if (Directory.Exists(home.Home.ArtifactsFolder))
        {
            Directory.Delete(home.Home.ArtifactsFolder, recursive: true);
        }

        TimeSpan never = TimeSpan.FromHours(1);
        await using Heartbeat heartbeat = new(() => Task.FromResult(true), () => never, () => Task.FromResult(AttemptStanding.GoesOn), never, TimeProvider.System);
        await home.Get<StageAttempt>().RunAsync(
            session, await context.Stages.AsNoTracking().SingleAsync(stage => stage.Id == id), started, new Dictionary<string, string>(), heartbeat);

        home.Ran().ShouldBe(["preprocess"]);
        Attempt ended = await context.Attempts.AsNoTracking().SingleAsync();
        (ended.Outcome, ended.FailureKind).ShouldBe((AttemptOutcome.Interrupted, FailureKind.Environment), "no try is spent");
        (await context.Stages.AsNoTracking().SingleAsync(row => row.Id == id)).State.ShouldBe(StageState.Ready, "it is tried again");
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_late_job_of_a_process_that_stops_starts_nothing(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        using WorkSession session = Session(home, stop: new CancellationToken(canceled: true));

        (await home.Get<StageWork>().RunAsync(session, await home.StageIdAsync(StageKind.Preprocess), offer: 1)).ShouldBe("no slot");

        home.Ran().ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase("input", "failed: a.jpg is cut off after 12 bytes")]
    [OnEachDatabase("quit", "failed: The stage process ended with exit status 0 and no result.")]
    public async Task A_job_ends_with_a_word_for_the_pages_of_hangfire(DatabaseKind kind, string mode, string word)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        home.Let("preprocess", mode);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        using WorkSession session = Session(home, stop: default);

        (await home.Get<StageWork>().RunAsync(session, stage, await home.OfferAsync(stage))).ShouldBe(word);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Start_weights_that_were_damaged_are_wrong_input_and_start_nothing(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Preprocess);
        string mine = Path.Combine(home.Root, "mine.pth");
        File.WriteAllText(mine, "weights");
        await using PicieContext context = await home.OpenAsync();
        StartWeights start = new(mine, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(mine))));
        (Artifact artifact, string name) = await home.Get<StoredWeights>().KeepAsync(context, start, default);
        context.StageInputs.Add(new StageInput { StageId = stage, Role = "weights", ArtifactId = artifact.Id, File = name });
        await context.SaveChangesAsync();
        File.WriteAllText(Path.Combine(home.Home.ArtifactsFolder, "weights", start.Sha256, $"{artifact.Id:N}", name), "WEIGHTS");
        using WorkSession session = Session(home, stop: default);

        (await home.Get<StageWork>().RunAsync(session, stage, await home.OfferAsync(stage))).ShouldStartWith("failed: The start weights cannot be read: ");

        (await context.Attempts.SingleAsync()).FailureKind.ShouldBe(FailureKind.Input);
        home.Ran().ShouldBeEmpty();
    }

    [Fact]
    public void A_job_may_name_no_other_type()
    {
        StageJobQueue.ResolveType(typeof(StageJob).AssemblyQualifiedName!).ShouldBe(typeof(StageJob));
        StageJobQueue.ResolveType("System.Guid, mscorlib").ShouldBe(typeof(Guid));

        Should.Throw<InvalidOperationException>(() => StageJobQueue.ResolveType("System.Diagnostics.Process, System")).Message
            .ShouldContain("System.Diagnostics.Process");
    }

    private static WorkSession Session(TestHome home, CancellationToken stop, Breaker? breaker = null)
    {
        WorkRequest request = new()
        {
            Stop = stop,
            StopNow = default,
            Program = StageExecutable.Find(home.Home),
            Times = new StageProcessTimes(),
            Lock = home.Lock,
        };
        return new WorkSession(request, new StageJobQueue(new InMemoryStorage(), "test", (_, _) => Task.FromResult("done"), 1, TimeSpan.FromSeconds(5)), 1, new CoalescedSignal(), breaker ?? new Breaker(request.Times, TimeProvider.System, static () => { }));
    }
}
