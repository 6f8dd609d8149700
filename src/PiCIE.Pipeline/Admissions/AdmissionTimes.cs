namespace PiCIE.Pipeline.Admissions;

/// <summary>Holds the times that the queue waits.</summary>
internal sealed record AdmissionTimes
{
    /// <summary>Time for which an offer stands before it is made again.</summary>
    public TimeSpan Offer { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest time that the work loop waits for a signal before it looks by itself.</summary>
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromSeconds(1);
}
