using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Runs of one experiment that somebody waits for. Where a newer run takes the place of one, that one is waited for.</summary>
/// <param name="experiment">Id of the experiment.</param>
/// <param name="runs">Ids of those of its runs that are asked for.</param>
public sealed class FollowedRuns(Guid experiment, IReadOnlyList<Guid> runs)
{
    /// <summary>Id of the experiment.</summary>
    public Guid Experiment => experiment;

    /// <summary>Ids of the runs that are waited for now.</summary>
    public IReadOnlyList<Guid> Runs { get; private set; } = runs;

    /// <summary>Goes over to the runs that took the place of others since, and says so.</summary>
    /// <param name="context">The database.</param>
    /// <param name="tell">Takes a sentence for people for each of them.</param>
    /// <returns>Whether any did.</returns>
    internal async Task<bool> GoOverAsync(PicieContext context, Action<string> tell)
    {
        IReadOnlyList<Guid> now = await Successors.OfAsync(context, Runs, CancellationToken.None);
        if (now.SequenceEqual(Runs))
        {
            return false;
        }

        foreach (Guid successor in now.Except(Runs))
        {
            tell($"{await context.Runs.Where(run => run.Id == successor).Select(run => run.Name).SingleAsync()} takes the place of a run whose photographs, labels or code are not those of now; this one waits for it instead");
        }

        Runs = now;
        return true;
    }
}
