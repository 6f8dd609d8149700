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
    [Fact]
    public async Task A_handler_that_throws_keeps_no_other_from_hearing()
    {
        await using TestHome home = new();
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

    [Fact]
    public async Task A_delivery_is_not_tried_before_its_time()
    {
        await using TestHome home = new();
        ManualClock clock = new();
        await AppendAsync(home, Throws.Named);
        Dispatcher dispatcher = DispatcherOf(home, new Heard(), clock);

        await dispatcher.DrainAsync(TestContext.Current.CancellationToken);
        await dispatcher.DrainAsync(TestContext.Current.CancellationToken);

        (await SingleAsync(home)).Failures.ShouldBe(1);
    }

    [Fact]
    public async Task Events_are_delivered_in_the_order_in_which_they_happened()
    {
        await using TestHome home = new();
        Heard heard = new();
        await AppendAsync(home, Hears.Named);
        await AppendAsync(home, Hears.Named);
        await AppendAsync(home, Hears.Named);

        (await DispatcherOf(home, heard, TimeProvider.System).DrainAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();

        heard.Places.ShouldBe([1, 2, 3]);
    }

    private static async Task AppendAsync(TestHome home, params string[] handlers)
    {
        await using PicieContext context = await home.OpenAsync();
        DeliveryRoutes routes = new(new Dictionary<Type, IReadOnlyList<string>> { [typeof(ExperimentSubmitted)] = handlers });
        new EventJournal(routes, TimeProvider.System).Append(context, new ExperimentSubmitted(Guid.NewGuid(), 1));
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
        public List<long> Places { get; } = [];
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
            heard.Places.Add(notification.Seq);
            return Task.CompletedTask;
        }
    }
}
