using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Specs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Checking;

namespace PiCIE.Pipeline.Tests.Work;

/// <summary>Two processes that want runs of one home: one works, the other follows.</summary>
public sealed class SecondProcessTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_second_process_follows_is_told_who_works_and_takes_over_when_the_lock_is_free(DatabaseKind kind)
    {
        await using TestHome home = await HomeAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = new();
        Task<WorkOutcome> second;
        using (WorkerLock held = WorkerLock.Take(home.Home, "forests"))
        {
            second = home.WorkAsync(experiment, watching);
            await UntilAsync(() => Sentences(watching).Any());
            home.Ran().ShouldBeEmpty();
        }

        (await second).ShouldBe(WorkOutcome.Done);
        Sentences(watching).ShouldHaveSingleItem().ShouldContain($"The process {Environment.ProcessId} on {Environment.MachineName} works on this home");
        home.Ran().ShouldBe(["preprocess", "train", "cluster", "evaluate"]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Whoever_works_does_what_a_living_process_follows_and_clears_the_dead(DatabaseKind kind)
    {
        await using TestHome home = await HomeAsync(kind);
        await using OwnFollower living = home.Get<HomeFollowers>().Begin();
        Guid followed = await home.SubmitAsync(TestPlans.OfPhotographs("more", home, "more-fields", "more", 2) with { Follower = living.Id });
        await home.SubmitAsync(TestPlans.OfPhotographs("left", home, "left-fields", "left", 3) with { Follower = Guid.CreateVersion7() });
        Guid own = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));

        (await home.WorkAsync(own)).ShouldBe(WorkOutcome.Done);

        home.Ran().Length.ShouldBe(8);
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.Where(run => run.ExperimentId == followed).SingleAsync()).Status.ShouldBe(RunStatus.Done);
        (await context.Followers.Select(follower => follower.Id).ToListAsync()).ShouldBe([living.Id]);
        (await context.Runs.SingleAsync(run => run.Status == RunStatus.Waiting)).SubmittedAt.ShouldBeNull();
        (await context.StageWanters.CountAsync()).ShouldBe(0);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_only_a_process_followed_is_wanted_no_more_when_that_ends_and_a_submit_asks_for_it_again(DatabaseKind kind)
    {
        await using TestHome home = await HomeAsync(kind);
        Guid experiment;
        await using (OwnFollower follower = home.Get<HomeFollowers>().Begin())
        {
            experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1) with { Follower = follower.Id });
            (await WantersAsync(home)).ShouldBe(4);
            FollowerLock.IsAlive(home.Home, follower.Id).ShouldBeTrue();
        }

        (await WantersAsync(home)).ShouldBe(0);
        Directory.GetFiles(home.Home.FollowersFolder).ShouldBeEmpty();
        (await home.SendAsync(new ResumeRuns(["fields"]))).Runs.ShouldHaveSingleItem().Changed.ShouldBeTrue();
        (await WantersAsync(home)).ShouldBe(4);
        (await home.WorkAsync(experiment)).ShouldBe(WorkOutcome.Done);
    }

    [Theory]
    [OnEachDatabase]
    public async Task What_somebody_submitted_stays_wanted_when_a_process_that_followed_it_too_ends(DatabaseKind kind)
    {
        await using TestHome home = await HomeAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await using (OwnFollower follower = home.Get<HomeFollowers>().Begin())
        {
            await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1) with { Follower = follower.Id });
        }

        (await WantersAsync(home)).ShouldBe(4);
    }

    [Fact]
    public async Task While_a_home_is_served_whoever_works_does_everything_that_is_wanted()
    {
        await using TestHome home = await HomeAsync(DatabaseKind.Sqlite);
        await home.SubmitAsync(TestPlans.OfPhotographs("more", home, "more-fields", "more", 2));
        Guid own = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        using (LockFile.TryTake(home.Home.ServeLock).ShouldNotBeNull())
        {
            (await home.WorkAsync(own)).ShouldBe(WorkOutcome.Done);
        }

        home.Ran().Length.ShouldBe(8);
    }

    [Fact]
    public async Task Serving_works_on_what_was_submitted_until_it_is_stopped_and_a_second_one_is_refused()
    {
        await using TestHome home = await HomeAsync(DatabaseKind.Sqlite);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        using CancellationTokenSource stop = new();
        List<string> told = [];
        Task serving = home.Get<HomeServing>().RunAsync(SilentObserver.Instance, told.Add, stop.Token, CancellationToken.None);
        await UntilAsync(() => home.Ran().Length == 4);

        PicieException refusal = await Should.ThrowAsync<PicieException>(
            () => home.Get<HomeServing>().RunAsync(SilentObserver.Instance, told.Add, stop.Token, CancellationToken.None));
        await stop.CancelAsync();
        await serving;

        (refusal.Kind, refusal.Code).ShouldBe((ProblemKind.Conflict, "home-served"));
        told.Count.ShouldBe(2, "the one that was refused promised nothing");
        told[0].ShouldStartWith("Serving until Ctrl-C or SIGTERM");
        told[1].ShouldContain("Works on everything that is wanted");
        WorkerLock.HolderOf(home.Home).ShouldBeNull();
    }

    [Theory]
    [OnEachDatabase]
    public async Task Who_follows_goes_over_to_the_run_that_takes_the_place_of_its_own_and_says_so(DatabaseKind kind)
    {
        await using TestHome home = await HomeAsync(kind);
        Guid experiment = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = new();
        Task<WorkOutcome> second;
        IReadOnlyList<Guid> successors;
        using (WorkerLock held = WorkerLock.Take(home.Home, "forests"))
        {
            second = home.WorkAsync(experiment, watching);
            await UntilAsync(() => Sentences(watching).Any());
            await home.SubmitAsync(TestPlans.OfPhotographs("more", home, "fields", "other text", 1));
            successors = home.Asked(experiment);
            await UntilAsync(() => Sentences(watching).Count() > 1);
        }

        (await second).ShouldBe(WorkOutcome.Done);
        Sentences(watching).Last().ShouldContain("takes the place of a run whose photographs");
        await using PicieContext context = await home.OpenAsync();
        (await context.Runs.SingleAsync(run => run.SupersededById == null)).Status.ShouldBe(RunStatus.Done);
        Guid replaced = await context.Runs.Where(run => run.SupersededById != null).Select(run => run.Id).SingleAsync();
        (await home.SendAsync(new FindSuccessors([replaced, successors[0]]))).ShouldBe(successors);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Who_works_says_how_its_runs_ended_before_it_stops_what_it_does_for_others(DatabaseKind kind)
    {
        await using TestHome home = await HomeAsync(kind);
        home.Let("preprocess", "wait");
        await using OwnFollower living = home.Get<HomeFollowers>().Begin();
        PlannedExperiment others = TestPlans.OfPhotographs("more", home, "more-fields", "more", 2);
        await home.SubmitAsync(others with { Follower = living.Id, Spec = others.Spec with { Priority = 5 } });
        Guid own = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = new();
        WorkOutcome? told = null;
        bool alive = false;
        Task<WorkOutcome> work = home.Get<LocalWorker>().RunAsync(own, home.Asked(own), watching, default, default, outcome => (told, alive) = (outcome, home.IsLastAlive()));
        await UntilAsync(() => watching.Notices.OfType<StageProgressed>().Any());

        await home.SendAsync(new CancelRuns(["fields"]));

        (await work).ShouldBe(WorkOutcome.Failed);
        (told, alive).ShouldBe((WorkOutcome.Failed, true));
        home.IsLastAlive().ShouldBeFalse();
        Sentences(watching).ShouldHaveSingleItem().ShouldContain("its runs have ended");
    }

    private static Task<TestHome> HomeAsync(DatabaseKind kind) =>
        TestHome.OnAsync(kind, services => services.AddSingleton(new QueueTimes { Look = TimeSpan.FromMilliseconds(50) }));

    private static IEnumerable<string> Sentences(Watching watching) => watching.Notices.ToArray().OfType<StageLogged>().Select(logged => logged.Text);

    private static async Task<int> WantersAsync(TestHome home)
    {
        await using PicieContext context = await home.OpenAsync();
        (await Invariants.BrokenAsync(context, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        return await context.StageWanters.CountAsync();
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
