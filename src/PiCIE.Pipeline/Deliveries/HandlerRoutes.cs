using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage.Events;

namespace PiCIE.Pipeline.Deliveries;

/// <summary>Which handler hears of which event.</summary>
internal static class HandlerRoutes
{
    private const string Admit = nameof(AdmitOnEvent);
    private const string End = nameof(EndRuns);
    private const string Tell = nameof(TellObserver);

    public static DeliveryRoutes All { get; } = new(new Dictionary<string, IReadOnlyList<string>>
    {
        [EventTypes.ExperimentSubmitted] = [End],
        [EventTypes.StageReady] = [Admit],
        [EventTypes.StageStarted] = [Tell],
        [EventTypes.StageDone] = [Tell, Admit, End],
        [EventTypes.StageFailed] = [Tell, Admit, End],
        [EventTypes.StageInterrupted] = [Tell, Admit],
        [EventTypes.StageLost] = [Tell],
        [EventTypes.StageWithdrawn] = [Tell, Admit],
        [EventTypes.LateResult] = [Tell, Admit],
        [EventTypes.RunEnded] = [Tell],
        [EventTypes.ExperimentEnded] = [Tell],
    });
}
