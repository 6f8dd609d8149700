namespace PiCIE.Pipeline.Admissions;

/// <summary>How long the queue waits for whom.</summary>
internal sealed record AdmissionTimes
{
    /// <summary>How long an offer stands before it is made again.</summary>
    public TimeSpan Offer { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the work loop waits at most for a signal before it looks by itself.</summary>
    public TimeSpan Reconcile { get; init; } = TimeSpan.FromSeconds(1);
}
