using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.People;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Auditing;

namespace PiCIE.Pipeline.Control;

/// <summary>Finds the runs that a command names, and says how they stand after it.</summary>
internal sealed class NamedTargets(PicieHome home, OpenDatabase database, RunFinder finder, Rights rights)
{
    /// <summary>Returns all runs that some names mean, each once, and who changes them.</summary>
    /// <param name="act">What is done to them, in kebab case.</param>
    /// <param name="names">The names.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="PicieException">A name means nothing or several things, or a run belongs to somebody else.</exception>
    public async Task<(IReadOnlyList<NamedRun> Named, Author Author)> FindOwnAsync(string act, IReadOnlyList<string> names, CancellationToken cancel)
    {
        IReadOnlyList<NamedRun> named = await FindAsync(names, cancel);
        Author author = rights.AuthorOf(act, string.Join("; ", named.GroupBy(run => (run.Person, run.Experiment)).Select(its =>
            $"{its.Key.Person}/{its.Key.Experiment}: {string.Join(", ", its.Select(run => run.Name))}")));
        await rights.RequireOwnAsync(author, named.Select(run => (run.Path, run.Person)), cancel);
        return (named, author);
    }

    private async Task<IReadOnlyList<NamedRun>> FindAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToChangeAsync(cancel);
        List<NamedRun> found = [];
        foreach (string name in names)
        {
            found.AddRange(await finder.AllAsync(context, name, cancel));
        }

        return [.. found.DistinctBy(run => run.Id)];
    }

    /// <summary>Returns how the runs stand.</summary>
    public async Task<ChangedRuns> DescribeAsync(
        IReadOnlyList<NamedRun> named, IReadOnlyCollection<Guid> changedRuns, IReadOnlyCollection<Guid> changedExperiments, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToChangeAsync(cancel);
        Guid[] ids = [.. named.Select(run => run.Id)];
        Dictionary<Guid, RunStatus> statuses = await context.Runs.Where(run => ids.Contains(run.Id))
            .Select(run => new { run.Id, run.Status }).ToDictionaryAsync(run => run.Id, run => run.Status, cancel);
        List<ChangedExperiment> experiments = [];
        foreach (NamedRun one in named.DistinctBy(run => run.ExperimentId))
        {
            bool paused = await context.Experiments.AnyAsync(row => row.Id == one.ExperimentId && row.PausedAt != null, cancel);
            IQueryable<Guid> its = context.Runs.Where(run => run.ExperimentId == one.ExperimentId).Select(run => run.Id);
            int running = WorkingProcess.IsMissing(home) ? 0 : await context.Stages.CountAsync(
                stage => stage.State == StageState.Running && context.RunStages.Any(had => had.StageId == stage.Id && its.Contains(had.RunId)), cancel);
            experiments.Add(new ChangedExperiment(one.ExperimentId, one.Experiment, changedExperiments.Contains(one.ExperimentId), paused, running));
        }

        return new ChangedRuns(
            experiments, [.. named.Select(run => new ChangedRun(run.Id, run.Name, run.Experiment, changedRuns.Contains(run.Id), statuses[run.Id]))]);
    }
}
