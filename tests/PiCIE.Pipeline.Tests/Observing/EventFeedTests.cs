using System.Runtime.CompilerServices;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Observing;
using PiCIE.Storage;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Tests.Observing;

[Collection(Alone.Name)]
public sealed class EventFeedTests
{
    private static readonly WatchedStage Stage = new(Guid.NewGuid(), "train", "train");

    public static TheoryData<StageEvent, RunNotice> Notices { get; } = new()
    {
        { new AttemptStarted(Stage.Id, 2), new StageStarted(Stage, 2) },
        { new StageCommitted(Stage.Id, 2, 1.5), new StageEnded(Stage, 2, AttemptOutcome.Succeeded, 1.5, null, null) },
        { new StageFailed(Stage.Id, 2, 1.5, new Failure(FailureKind.Input, "cut off", "copy")), new StageEnded(Stage, 2, AttemptOutcome.Failed, 1.5, "cut off", "copy") },
        { new AttemptInterrupted(Stage.Id, 2, 1.5), new StageEnded(Stage, 2, AttemptOutcome.Interrupted, 1.5, null, null) },
        {
            new AttemptFailed(Stage.Id, 2, 1.5, new Failure(FailureKind.Lost, "gone", "look"), new NextTry(2, 5, 0)),
            new StageEnded(Stage, 2, AttemptOutcome.Lost, 1.5, "gone", "It is tried again: try 2 of 5.")
        },
        {
            new AttemptFailed(Stage.Id, 2, 1.5, new Failure(FailureKind.Transient, "away", "look"), new NextTry(3, 5, 40)),
            new StageEnded(Stage, 2, AttemptOutcome.Failed, 1.5, "away", "It is tried again in 40 seconds: try 3 of 5.")
        },
        { new AttemptCanceled(Stage.Id, 2, 1.5, "ada"), new StageEnded(Stage, 2, AttemptOutcome.Canceled, 1.5, "ada canceled it", null) },
        { new ArtifactWithdrawn(Stage.Id, "missing"), new StageWithdrawn(Stage, "missing") },
        { new ResultRefused(Stage.Id, 2, 3, RefusedWrite.Commit, null), new StageLogged(Stage, StageLogLevel.Warning, "attempt 2 came too late; what it wanted was refused") },
    };

    [Theory]
    [MemberData(nameof(Notices))]
    public void A_watcher_is_told_of_an_event_in_its_own_words(object happened, object notice) =>
        EventFeed.NoticeOf((StageEvent)happened, Stage).ShouldBe((RunNotice)notice);

    [Fact]
    public void Every_event_of_a_stage_is_told_or_passed_over()
    {
        foreach (Type type in EventNames.Types.Where(type => type.IsSubclassOf(typeof(StageEvent)) && type != typeof(StageFailed) && type != typeof(AttemptFailed)))
        {
            Should.NotThrow(() => EventFeed.NoticeOf((StageEvent)RuntimeHelpers.GetUninitializedObject(type), Stage), type.Name);
        }
    }

    [Theory]
    [OnEachDatabase]
    public async Task Who_watches_hears_that_somebody_paused_an_experiment(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Watching watching = new();
        home.Get<LiveFeed>().Attach(watching);
        await home.SendAsync(new PauseExperiments(["fields"], StopsWork: false));

        await home.Get<EventFeed>().CatchUpAsync(default);

        watching.Notices.OfType<StageLogged>().ShouldHaveSingleItem().Text.ShouldBe("tester paused it: nothing of it starts until picie resume fields");
    }

    [Theory]
    [OnEachDatabase]
    public async Task Who_follows_one_experiment_hears_nothing_of_the_pause_of_another(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Guid followed = await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SubmitAsync(TestPlans.Of(home, "meadows", "text", 2));
        Watching watching = new();
        home.Get<LiveFeed>().Attach(watching);
        home.Get<EventFeed>().Only = (new HashSet<Guid>(), followed);

        await home.SendAsync(new PauseExperiments(["meadows"], StopsWork: false));
        await home.Get<EventFeed>().CatchUpAsync(default);
        watching.Notices.ShouldBeEmpty();

        await home.SendAsync(new PauseExperiments(["fields"], StopsWork: false));
        await home.Get<EventFeed>().CatchUpAsync(default);
        watching.Notices.OfType<StageLogged>().ShouldHaveSingleItem().Stage.Title.ShouldBe("fields");
    }

    [Theory]
    [OnEachDatabase]
    public async Task Events_are_told_once_in_their_order_and_those_before_the_watching_never(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Train);
        Watching watching = new();
        home.Get<LiveFeed>().Attach(watching);
        EventFeed feed = home.Get<EventFeed>();
        await AppendAsync(home, new AttemptStarted(stage, 1));
        await feed.SkipAsync(default);
        await AppendAsync(home, new AttemptStarted(stage, 2), new AttemptInterrupted(stage, 2, 1), new AttemptStarted(stage, 3));

        await feed.CatchUpAsync(default);
        await feed.CatchUpAsync(default);

        watching.Notices.OfType<StageStarted>().Select(notice => notice.Attempt).ShouldBe([2, 3]);
        watching.Notices.Count.ShouldBe(3);
        watching.Notices[1].ShouldBeOfType<StageEnded>().Outcome.ShouldBe(AttemptOutcome.Interrupted);
    }

    [Theory]
    [OnEachDatabase]
    public async Task However_many_events_there_are_one_look_tells_all(DatabaseKind kind)
    {
        const int Many = 1001;
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        Guid stage = await home.StageIdAsync(StageKind.Train);
        Watching watching = new();
        home.Get<LiveFeed>().Attach(watching);
        await AppendAsync(home, [.. Enumerable.Range(1, Many).Select(attempt => new AttemptStarted(stage, attempt))]);

        await home.Get<EventFeed>().CatchUpAsync(default);

        watching.Notices.OfType<StageStarted>().Select(notice => notice.Attempt).ShouldBe(Enumerable.Range(1, Many));
    }

    private static async Task AppendAsync(TestHome home, params PipelineEvent[] events)
    {
        await using PicieContext context = await home.OpenAsync();
        Array.ForEach(events, happened => home.Get<EventJournal>().Append(context, DateTimeOffset.UtcNow, happened));
        await context.SaveChangesAsync();
    }
}
