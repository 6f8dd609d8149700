using System.Collections.Concurrent;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PiCIE.Experiments.Events;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Tests.Deliveries;

public sealed class DispatcherTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_handler_that_throws_keeps_no_other_from_hearing(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Heard heard = new();
        await AppendAsync(home, Throws.Named, Hears.Named);

        (await DispatcherOf(home, heard, TimeProvider.System).DrainAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();

        heard.Places.Count.ShouldBe(1);
        Delivery left = await SingleAsync(home);
        (left.Handler, left.Failures, left.SetAside).ShouldBe((Throws.Named, 1, false));
        left.Error.ShouldNotBeNull().ShouldContain("on purpose");
    }

    [Fact]
    public async Task A_failed_delivery_waits_longer_each_time_and_is_set_aside_after_five_failures()
    {
        await using TestHome home = new();
        ManualClock clock = new();
        await AppendAsync(home, Throws.Named);
        Dispatcher dispatcher = DispatcherOf(home, new Heard(), clock);
        List<TimeSpan> waits = [];

        for (int failure = 1; failure <= Dispatcher.MostFailures; failure++)
        {
            await dispatcher.DrainAsync(TestContext.Current.CancellationToken);
            waits.Add((await SingleAsync(home)).NotBefore!.Value - clock.Now);
            clock.Advance(waits[^1]);
        }

        waits.Select(wait => wait.TotalSeconds).ShouldBe([1, 2, 4, 8, 16]);
        (await dispatcher.DrainAsync(TestContext.Current.CancellationToken)).ShouldBeTrue("what is set aside is not waited for");
        Delivery left = await SingleAsync(home);
        (left.Failures, left.SetAside).ShouldBe((5, true));
        (await home.SendAsync(new DescribeDatabase())).SetAside.ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_delivery_is_not_tried_before_its_time(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        ManualClock clock = new();
        await AppendAsync(home, Throws.Named);
        Dispatcher dispatcher = DispatcherOf(home, new Heard(), clock);

        await dispatcher.DrainAsync(TestContext.Current.CancellationToken);
        await dispatcher.DrainAsync(TestContext.Current.CancellationToken);

        (await SingleAsync(home)).Failures.ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Events_are_delivered_in_the_order_in_which_they_happened(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Heard heard = new();
        await AppendAsync(home, Hears.Named);
        await AppendAsync(home, Hears.Named);
        await AppendAsync(home, Hears.Named);

        (await DispatcherOf(home, heard, TimeProvider.System).DrainAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();

        heard.Places.ShouldBe([1, 2, 3]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Four_dispatchers_at_once_tell_each_event_once(DatabaseKind kind)
    {
        const int Events = 40;
        await using TestHome home = await TestHome.OnAsync(kind);
        Heard heard = new();
        for (int number = 0; number < Events; number++)
        {
            await AppendAsync(home, Hears.Named);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => DispatcherOf(home, heard, TimeProvider.System).DrainAsync(TestContext.Current.CancellationToken))));

        heard.Places.Order().ShouldBe(Enumerable.Range(1, Events).Select(number => (long)number));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_delivery_whose_process_ended_before_the_handler_did_comes_again_later(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        Heard heard = new();
        await AppendAsync(home, Hears.Named);
        using CancellationTokenSource killed = new();
        heard.Meanwhile = killed.Cancel;
        await Should.ThrowAsync<OperationCanceledException>(() => DispatcherOf(home, heard, TimeProvider.System).DrainAsync(killed.Token));
        heard.Meanwhile = () => { };

        await DispatcherOf(home, heard, TimeProvider.System).DrainAsync(TestContext.Current.CancellationToken);
        heard.Places.ShouldBe([1], "the other process may be at it still");
        await using (PicieContext context = await home.OpenAsync())
        {
            (await context.Deliveries.SingleAsync()).NotBefore!.Value.ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(1), DateTimeOffset.UtcNow.AddMinutes(3));
            DateTimeOffset past = DateTimeOffset.UtcNow.AddSeconds(-1);
            await context.Deliveries.ExecuteUpdateAsync(update => update.SetProperty(row => row.NotBefore, past));
        }

        await DispatcherOf(home, heard, TimeProvider.System).DrainAsync(TestContext.Current.CancellationToken);
        heard.Places.ShouldBe([1, 1]);
    }

    private static async Task AppendAsync(TestHome home, params string[] handlers)
    {
        await using PicieContext context = await home.OpenAsync();
        DeliveryRoutes routes = new(new Dictionary<Type, IReadOnlyList<string>> { [typeof(ExperimentSubmitted)] = handlers });
        new EventJournal(routes).Append(context, DateTimeOffset.UtcNow, new ExperimentSubmitted(Guid.NewGuid(), 1));
        await context.SaveChangesAsync();
    }

    private static async Task<Delivery> SingleAsync(TestHome home)
    {
        await using PicieContext context = await home.OpenAsync();
        return await context.Deliveries.AsNoTracking().SingleAsync();
    }

    private static Dispatcher DispatcherOf(TestHome home, Heard heard, TimeProvider clock)
    {
        ServiceProvider services = new ServiceCollection().AddSingleton(heard).BuildServiceProvider();
        return new Dispatcher(
            services.GetRequiredService<IServiceScopeFactory>(), new EventHandlers([typeof(Throws), typeof(Hears)]),
            home.Get<IDbContextFactory<PicieContext>>(), clock, NullLogger<Dispatcher>.Instance);
    }

    private sealed class Heard
    {
        private readonly ConcurrentQueue<long> _places = [];

        public IReadOnlyList<long> Places => [.. _places];

        /// <summary>What happens while a handler is at work.</summary>
        public Action Meanwhile { get; set; } = () => { };

        public void Add(long place) => _places.Enqueue(place);
    }

    [DeliveryName(Named)]
    private sealed class Throws : INotificationHandler<EventHappened<ExperimentSubmitted>>
    {
        public const string Named = "throws";

        public Task Handle(EventHappened<ExperimentSubmitted> notification, CancellationToken cancel) =>
            throw new InvalidOperationException("on purpose");
    }

    [DeliveryName(Named)]
    private sealed class Hears(Heard heard) : INotificationHandler<EventHappened<ExperimentSubmitted>>
    {
        public const string Named = "hears";

        public Task Handle(EventHappened<ExperimentSubmitted> notification, CancellationToken cancel)
        {
            heard.Add(notification.Seq);
            heard.Meanwhile();
            return Task.CompletedTask;
        }
    }
}
