namespace PiCIE.Storage.Limits;

/// <summary>The times of the queue that the processes on a database agree on, where somebody set them; null leaves one as it is by itself.</summary>
/// <param name="Lease">Time for which a worker has a stage, or counts as alive, without a further sign of life.</param>
/// <param name="Offer">Time for which an offer stands before it is made again.</param>
/// <param name="Reconcile">Time between two looks of the reconciler.</param>
public sealed record AgreedTimes(TimeSpan? Lease, TimeSpan? Offer, TimeSpan? Reconcile)
{
    /// <summary>Name of the limit that holds the lease, in seconds.</summary>
    public const string LeaseName = "lease";

    /// <summary>Name of the limit that holds the time of an offer, in seconds.</summary>
    public const string OfferName = "offer";

    /// <summary>Name of the limit that holds the interval of the reconciler, in seconds.</summary>
    public const string ReconcileName = "reconcile";
}
