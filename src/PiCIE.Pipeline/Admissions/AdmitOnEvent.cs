using MediatR;
using PiCIE.Pipeline.Deliveries;

namespace PiCIE.Pipeline.Admissions;

/// <summary>Admits when something became ready or a slot became free.</summary>
internal sealed class AdmitOnEvent(Admission admission) : INotificationHandler<EventHappened>
{
    public Task Handle(EventHappened notification, CancellationToken cancel) => admission.AdmitAsync(cancel);
}
