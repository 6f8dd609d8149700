using MediatR;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.Events;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Tests.Deliveries;

public sealed class EventHandlersTests
{
    [Fact]
    public void The_routes_follow_from_what_the_handlers_declare()
    {
        EventHandlers handlers = new([typeof(Two), typeof(One)]);

        handlers.Routes.Of(typeof(RunAdded)).ShouldBe(["two", "one"]);
        handlers.Routes.Of(typeof(RunEnded)).ShouldBe(["two"]);
        handlers.Routes.Of(typeof(StageCommitted)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_is_called_by_its_name_with_the_event_and_its_place()
    {
        List<string> heard = [];
        ServiceProvider services = new ServiceCollection().AddSingleton(heard).BuildServiceProvider();
        RunAdded added = new(Guid.NewGuid(), Guid.NewGuid());

        await new EventHandlers([typeof(Two), typeof(One)]).CallAsync(services, "one", Stored(added), default);

        heard.ShouldBe([$"one 7 {added.Run}"]);
    }

    [Fact]
    public async Task A_name_that_no_handler_has_is_an_error()
    {
        InvalidOperationException error = await Should.ThrowAsync<InvalidOperationException>(() => new EventHandlers([typeof(One)])
            .CallAsync(new ServiceCollection().BuildServiceProvider(), "gone", Stored(new RunAdded(Guid.NewGuid(), Guid.NewGuid())), default));

        error.Message.ShouldContain("'gone'");
        error.Message.ShouldContain("run-added");
    }

    [Fact]
    public void A_handler_without_a_name_is_refused() =>
        Should.Throw<ArgumentException>(() => new EventHandlers([typeof(Nameless)])).Message.ShouldContain(nameof(Nameless));

    private static StoredEvent Stored(RunAdded added) => new()
    {
        Seq = 7,
        Type = EventNames.Of(typeof(RunAdded)),
        Body = System.Text.Json.JsonSerializer.Serialize<PipelineEvent>(added, PiCIE.Experiments.Stages.StageJson.Options),
    };

    [DeliveryName("one")]
    private sealed class One(List<string> heard) : INotificationHandler<EventHappened<RunAdded>>
    {
        public Task Handle(EventHappened<RunAdded> notification, CancellationToken cancel)
        {
            heard.Add($"one {notification.Seq} {notification.Event.Run}");
            return Task.CompletedTask;
        }
    }

    [DeliveryName("two")]
    private sealed class Two : INotificationHandler<EventHappened<RunAdded>>, INotificationHandler<EventHappened<RunEnded>>
    {
        public Task Handle(EventHappened<RunAdded> notification, CancellationToken cancel) => Task.CompletedTask;

        public Task Handle(EventHappened<RunEnded> notification, CancellationToken cancel) => Task.CompletedTask;
    }

    private sealed class Nameless : INotificationHandler<EventHappened<RunAdded>>
    {
        public Task Handle(EventHappened<RunAdded> notification, CancellationToken cancel) => Task.CompletedTask;
    }
}
