using MediatR;
using PiCIE.Experiments.Events;

namespace PiCIE.Pipeline.Deliveries;

/// <summary>Carries an event to one handler. A handler declares the events that it hears by their types.</summary>
/// <param name="Seq">Place of the event in the order of all events: a handler that is called twice sees the same number.</param>
/// <param name="Event">The event.</param>
/// <typeparam name="TEvent">Its type.</typeparam>
internal sealed record EventHappened<TEvent>(long Seq, TEvent Event) : INotification
    where TEvent : PipelineEvent;
