using System.Reflection;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.Events;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Deliveries;

/// <summary>Finds the handlers of events by their fixed names, and derives the routes from the events that they declare.</summary>
internal sealed class EventHandlers
{
    private readonly Dictionary<(string Handler, Type Event), Call> _calls = [];

    /// <summary>Reads the events that handlers declare.</summary>
    /// <param name="handlers">Their types: each has a <see cref="DeliveryNameAttribute"/> and handles <see cref="EventHappened{TEvent}"/>.</param>
    /// <exception cref="ArgumentException">One has no name, or two have the same name and hear the same event.</exception>
    public EventHandlers(IEnumerable<Type> handlers)
    {
        foreach (Type handler in handlers)
        {
            string name = handler.GetCustomAttribute<DeliveryNameAttribute>()?.Name
                ?? throw new ArgumentException($"{handler.Name} hears events and has no {nameof(DeliveryNameAttribute)}", nameof(handlers));
            foreach (Type heard in HeardBy(handler))
            {
                _calls.Add((name, heard), CallOf(handler, heard));
            }
        }

        Routes = new DeliveryRoutes(_calls.Keys.GroupBy(key => key.Event).ToDictionary(
            heard => heard.Key, heard => (IReadOnlyList<string>)[.. heard.Select(key => key.Handler)]));
    }

    private delegate Task Call(IServiceProvider services, long seq, PipelineEvent happened, CancellationToken cancel);

    /// <summary>The routes: which handlers hear which events.</summary>
    public DeliveryRoutes Routes { get; }

    /// <summary>Finds the handlers of events in an assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    public static EventHandlers In(Assembly assembly) =>
        new(assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && HeardBy(type).Any()));

    /// <summary>Calls one handler.</summary>
    /// <param name="services">Makes the handler.</param>
    /// <param name="handler">Fixed name of the handler.</param>
    /// <param name="stored">The event.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="InvalidOperationException">There is no handler of that name for that event.</exception>
    public Task CallAsync(IServiceProvider services, string handler, StoredEvent stored, CancellationToken cancel)
    {
        PipelineEvent happened = stored.Read();
        return _calls.TryGetValue((handler, happened.GetType()), out Call? call)
            ? call(services, stored.Seq, happened, cancel)
            : throw new InvalidOperationException($"there is no handler '{handler}' for the event {stored.Type}");
    }

    private static IEnumerable<Type> HeardBy(Type handler) => handler.GetInterfaces()
        .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(INotificationHandler<>))
        .Select(contract => contract.GetGenericArguments()[0])
        .Where(notification => notification.IsGenericType && notification.GetGenericTypeDefinition() == typeof(EventHappened<>))
        .Select(notification => notification.GetGenericArguments()[0]);

    private static Call CallOf(Type handler, Type heard) => typeof(EventHandlers)
        .GetMethod(nameof(HandleAsync), BindingFlags.NonPublic | BindingFlags.Static)!
        .MakeGenericMethod(handler, heard).CreateDelegate<Call>();

    private static Task HandleAsync<THandler, TEvent>(IServiceProvider services, long seq, PipelineEvent happened, CancellationToken cancel)
        where THandler : INotificationHandler<EventHappened<TEvent>>
        where TEvent : PipelineEvent =>
        ActivatorUtilities.GetServiceOrCreateInstance<THandler>(services).Handle(new EventHappened<TEvent>(seq, (TEvent)happened), cancel);
}
