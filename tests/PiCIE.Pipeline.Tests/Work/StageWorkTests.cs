using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class StageWorkTests
{
    [Fact]
    public async Task A_doubled_job_runs_its_stage_once()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await StageAsync(home, StageKind.Preprocess);
        int offer = await home.OfferAsync(stage);
        using WorkSession session = Session(home, stop: default);

        string[] words = await Task.WhenAll(home.Get<StageWork>().RunAsync(session, stage, offer), home.Get<StageWork>().RunAsync(session, stage, offer));
        string late = await home.Get<StageWork>().RunAsync(session, stage, offer);

        words.Order().ShouldBe(["done", "stale"]);
        late.ShouldBe("stale");
        home.Ran().ShouldBe(["preprocess"]);
        session.Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_stale_job_of_a_blocked_stage_ends_without_a_trace()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await StageAsync(home, StageKind.Train);
        using WorkSession session = Session(home, stop: default);

        (await home.Get<StageWork>().RunAsync(session, stage, offer: 1)).ShouldBe("stale");

        (await session.Written.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken)).ShouldBeTrue("a slot became free: somebody must look");
        home.Ran().ShouldBeEmpty();
        await using PicieContext context = await home.OpenAsync();
        (await context.Attempts.CountAsync()).ShouldBe(0);
        (await context.Stages.SingleAsync(row => row.Id == stage)).State.ShouldBe(StageState.Blocked);
    }

    [Fact]
    public async Task A_result_that_comes_too_late_is_noted_and_stores_nothing()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid id = await StageAsync(home, StageKind.Preprocess);
        StartedAttempt started = await home.StartAsync(id);
        await home.Get<IStageLedger>().ClearAsync(TestContext.Current.CancellationToken);
        using WorkSession session = Session(home, stop: default);
        await using PicieContext context = await home.OpenAsync();

        await home.Get<StageAttempt>().RunAsync(
            session, await context.Stages.SingleAsync(stage => stage.Id == id), started, new Dictionary<string, string>());

        home.Ran().ShouldBe(["preprocess"]);
        (await context.Events.CountAsync(row => row.Type == "late-result")).ShouldBe(1);
        Directory.Exists(home.Home.ArtifactsFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_late_job_of_a_process_that_stops_starts_nothing()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        using WorkSession session = Session(home, stop: new CancellationToken(canceled: true));

        (await home.Get<StageWork>().RunAsync(session, await StageAsync(home, StageKind.Preprocess), offer: 1)).ShouldBe("no slot");

        home.Ran().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("input", "failed: a.jpg is cut off after 12 bytes")]
    [InlineData("quit", "failed: The stage process ended with exit status 0 and no result.")]
    public async Task A_job_ends_with_a_word_for_the_pages_of_hangfire(string mode, string word)
    {
        await using TestHome home = new();
        home.Let("preprocess", mode);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await StageAsync(home, StageKind.Preprocess);
        using WorkSession session = Session(home, stop: default);

        (await home.Get<StageWork>().RunAsync(session, stage, await home.OfferAsync(stage))).ShouldBe(word);
    }

    [Fact]
    public void A_job_may_name_no_other_type()
    {
        StageJobQueue.ResolveType(typeof(StageJob).AssemblyQualifiedName!).ShouldBe(typeof(StageJob));
        StageJobQueue.ResolveType("System.Guid, mscorlib").ShouldBe(typeof(Guid));

        Should.Throw<InvalidOperationException>(() => StageJobQueue.ResolveType("System.Diagnostics.Process, System")).Message
            .ShouldContain("System.Diagnostics.Process");
    }

    private static WorkSession Session(TestHome home, CancellationToken stop)
    {
        WorkRequest request = new()
        {
            Runs = [],
            Stop = stop,
            StopNow = default,
            Program = StageExecutable.Find(home.Home),
            Times = new StageProcessTimes(),
            Lock = home.Lock,
        };
        return new WorkSession(request, new StageJobQueue("test", (_, _) => Task.FromResult("done"), 1, TimeSpan.FromSeconds(5)), 1);
    }

    private static async Task<Guid> StageAsync(TestHome home, StageKind kind)
    {
        await using PicieContext context = await home.OpenAsync();
        return await context.Stages.Where(stage => stage.Kind == kind).Select(stage => stage.Id).SingleAsync();
    }
}
