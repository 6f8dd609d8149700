using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.People;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

/// <summary>Finds runs by what a person calls them, for every command that takes a run; <see cref="RunChoice"/> has the rule.</summary>
/// <param name="acting">Who asks: a bare name is one's own, where there is one.</param>
internal sealed class RunFinder(Acting acting)
{
    /// <summary>Returns the run that a text means, or all runs of the experiment that it names.</summary>
    /// <param name="context">The database.</param>
    /// <param name="text">Text that the person wrote.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="PicieException">The text means nothing, or several runs that are not one experiment.</exception>
    public async Task<IReadOnlyList<NamedRun>> AllAsync(PicieContext context, string text, CancellationToken cancel) =>
        RunChoice.Of(text, await NamesAsync(context, text, cancel), acting.Person);

    /// <summary>Returns the one run that a text means.</summary>
    /// <inheritdoc cref="AllAsync" path="/param"/>
    /// <exception cref="PicieException">The text means no run, or several.</exception>
    public async Task<NamedRun> OneAsync(PicieContext context, string text, CancellationToken cancel) =>
        RunChoice.One(text, await NamesAsync(context, text, cancel), acting.Person);

    /// <summary>Returns the run or the experiment that a text means.</summary>
    /// <inheritdoc cref="AllAsync" path="/param"/>
    /// <exception cref="PicieException">The text means nothing, or several runs or experiments.</exception>
    public async Task<NamedTarget> TargetAsync(PicieContext context, string text, CancellationToken cancel) =>
        RunChoice.Target(text, await NamesAsync(context, text, cancel), acting.Person);

    /// <summary>Returns the deleted run that a text means, or all deleted runs of the experiment that it names.</summary>
    /// <inheritdoc cref="AllAsync" path="/param"/>
    /// <exception cref="PicieException">The text means no deleted run, or several that are not of one experiment.</exception>
    public async Task<IReadOnlyList<NamedRun>> AmongDeletedAsync(PicieContext context, string text, CancellationToken cancel)
    {
        List<NamedRun> deleted = await Named(context, context.Runs.Where(run => run.DeletedAt != null)).ToListAsync(cancel);
        return deleted.Count > 0
            ? RunChoice.Of(text, deleted, acting.Person)
            : throw new PicieException(
                "no-run", $"There is no deleted run '{text}': no run is deleted.", text, "picie gc lists the deleted runs that can be restored.", ProblemKind.NotFound);
    }

    /// <summary>Returns the names of all runs that are not deleted; where the text is a whole id, only those with that id.</summary>
    private static async Task<IReadOnlyList<NamedRun>> NamesAsync(PicieContext context, string text, CancellationToken cancel)
    {
        if (Guid.TryParse(text, out Guid id))
        {
            List<NamedRun> found = await Named(context, context.Runs.Where(run => run.DeletedAt == null && (run.Id == id || run.ExperimentId == id))).ToListAsync(cancel);
            if (found.Count > 0)
            {
                return found;
            }
        }

        return await Named(context, context.Runs.Where(run => run.DeletedAt == null)).ToListAsync(cancel);
    }

    private static IQueryable<NamedRun> Named(PicieContext context, IQueryable<Run> runs) => runs
        .OrderBy(run => run.CreatedAt).ThenBy(run => run.Position)
        .Join(
            context.Experiments, run => run.ExperimentId, experiment => experiment.Id,
            (run, experiment) => new NamedRun(run.Id, run.Name, experiment.Id, experiment.Name, experiment.Person) { IsSuperseded = run.SupersededById != null });
}
