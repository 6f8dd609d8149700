using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>
/// Knows the stages whose wanting a submit may change beside those of its plan: those that the experiment wants, for a run may be superseded and the priority may be another one. They are locked
/// before anybody looks at them, as those of the plan are: a commit of one of them writes the same rows.
/// </summary>
internal static class WantedBefore
{
    /// <summary>Returns their ids. A paused experiment wants nothing, and wants all of it again once it is submitted.</summary>
    /// <param name="context">The database, inside the transaction of the submit.</param>
    /// <param name="person">Name of the person who submits.</param>
    /// <param name="name">Name of the experiment.</param>
    /// <param name="cancel">Cancels the queries.</param>
    public static async Task<IReadOnlyCollection<Guid>> OfAsync(PicieContext context, string person, string name, CancellationToken cancel)
    {
        var known = await context.Experiments.Where(row => row.Person == person && row.Name == name).Select(row => new { row.Id, row.PausedAt }).SingleOrDefaultAsync(cancel);
        if (known is null)
        {
            return [];
        }

        return known.PausedAt is null
            ? await context.StageWanters.Where(wanter => wanter.ExperimentId == known.Id).Select(wanter => wanter.StageId).ToListAsync(cancel)
            : await Wanting.NeededBy(context, context.Runs.Where(run => run.ExperimentId == known.Id).Select(run => run.Id)).ToListAsync(cancel);
    }
}
