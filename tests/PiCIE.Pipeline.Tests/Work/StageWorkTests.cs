using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Events;
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
        using WorkSession session = Session(home, stop: default);

        await Task.WhenAll(home.Get<StageWork>().RunAsync(session, stage), home.Get<StageWork>().RunAsync(session, stage));
        await home.Get<StageWork>().RunAsync(session, stage);

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

        await home.Get<StageWork>().RunAsync(session, stage);

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
        AttemptStart start = new("me:1", "cpu", 1, number => Path.Combine(home.Home.LogsFolder, $"{number}.log"));
        StartedAttempt started = (await home.Get<IStageLedger>().StartAsync(id, start, TestContext.Current.CancellationToken))!;
        await home.Get<IStageLedger>().ClearAsync(TestContext.Current.CancellationToken);
        using WorkSession session = Session(home, stop: default);
        await using PicieContext context = await home.OpenAsync();

        await home.Get<StageAttempt>().RunAsync(
            session, await context.Stages.SingleAsync(stage => stage.Id == id), started, new Dictionary<string, string>());

        home.Ran().ShouldBe(["preprocess"]);
        (await context.Events.CountAsync(row => row.Type == EventTypes.LateResult)).ShouldBe(1);
        Directory.Exists(home.Home.ArtifactsFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_late_job_of_a_process_that_stops_starts_nothing()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        using WorkSession session = Session(home, stop: new CancellationToken(canceled: true));

        await home.Get<StageWork>().RunAsync(session, await StageAsync(home, StageKind.Preprocess));

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

    private static WorkSession Session(TestHome home, CancellationToken stop)
    {
        WorkRequest request = new()
        {
            Experiment = Guid.Empty,
            Stop = stop,
            StopNow = default,
            Program = StageProgram.Find(home.Home),
            Times = new StageProcessTimes(),
        };
        return new WorkSession(request, new StageJobQueue(_ => Task.CompletedTask, ["default"], 1, TimeSpan.FromSeconds(5)), 1);
    }

    private static async Task<Guid> StageAsync(TestHome home, StageKind kind)
    {
        await using PicieContext context = await home.OpenAsync();
        return await context.Stages.Where(stage => stage.Kind == kind).Select(stage => stage.Id).SingleAsync();
    }
}
