using PiCIE.Storage;
using PiCIE.Storage.Limits;

namespace PiCIE.Pipeline.Admissions;

/// <summary>
/// Says which queue is next: of the highest priority that waits, that of the person who used least for their weight, and of that person's the
/// oldest, depth first.
/// </summary>
/// <param name="context">The database, inside the transaction that makes the offers.</param>
/// <param name="limits">Weights of people.</param>
/// <param name="room">Whose experiments they are.</param>
/// <param name="now">The time.</param>
internal sealed class FairOrder(PicieContext context, PersonLimits limits, ExperimentRoom room, DateTimeOffset now)
{
    private PersonShares? _shares;

    /// <summary>Returns the next of some queues, each with a first stage; null where there is none.</summary>
    /// <param name="queues">Queues of experiments with room that some pool can serve.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public async Task<ReadyQueue?> NextAsync(IReadOnlyCollection<ReadyQueue> queues, CancellationToken cancel)
    {
        if (queues.Count == 0)
        {
            return null;
        }

        int highest = queues.Max(queue => queue.First!.Priority);
        ReadyQueue[] firsts =
        [
            .. queues.Where(queue => queue.First!.Priority == highest).GroupBy(queue => room.PersonOf(queue.Experiment)).Select(own => InOrder(own).First()),
        ];
        if (firsts.Length == 1)
        {
            return firsts[0];
        }

        PersonShares shares = _shares ??= await PersonShares.ReadAsync(context, limits, now, cancel);
        return InOrder(firsts, queue => shares.Of(room.PersonOf(queue.Experiment), queue.Needs)).First();
    }

    /// <summary>Notes to whom an offered stage is charged.</summary>
    public void Charge(ReadyStage offered, Guid experiment) => _shares?.Add(room.PersonOf(experiment), offered.Kind, offered.Device);

    private static IOrderedEnumerable<ReadyQueue> InOrder(IEnumerable<ReadyQueue> queues, Func<ReadyQueue, double>? share = null) => queues
        .OrderBy(share ?? (static _ => 0)).ThenBy(queue => queue.Wish().Age).ThenBy(queue => queue.Wish().Position).ThenBy(queue => queue.First!.Id);
}
