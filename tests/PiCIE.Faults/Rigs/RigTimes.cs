namespace PiCIE.Faults.Rigs;

/// <summary>The times that the processes of a rig are given.</summary>
internal static class RigTimes
{
    /// <summary>Time for which a worker has a stage without a sign of life.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between two looks of the reconciler.</summary>
    public static TimeSpan Reconcile { get; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Time for which an offer stands.</summary>
    public static TimeSpan Offer { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The value of <c>PICIE_QUEUE_TIMES</c>.</summary>
    public static string Variable { get; } = FormattableString.Invariant(
        $"lease={Lease.TotalSeconds},heartbeat=0.4,reconcile={Reconcile.TotalSeconds},offer={Offer.TotalSeconds},look=0.2");
}
