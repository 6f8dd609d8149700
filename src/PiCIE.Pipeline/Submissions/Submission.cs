using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Figures;
using PiCIE.Pipeline.Specs;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Submissions;

/// <summary>
/// Writes a planned experiment: one transaction with experiment, revision, runs, stages and their events. Idempotent by content: the
/// same text again changes nothing that is done or under way.
/// </summary>
internal sealed class Submission(PicieHome home, StoredWeights storedWeights, EventJournal journal, TimeProvider clock)
{
    /// <summary>Writes it.</summary>
    /// <returns>Id of the experiment, ids of the runs that the spec names, and how many of them are new.</returns>
    /// <exception cref="PicieException">The name stands for an experiment with another task or other data.</exception>
    public async Task<(Guid Experiment, IReadOnlyList<Guid> Runs, int NewRuns)> WriteAsync(
        PicieContext context, PlannedExperiment planned, string person, CancellationToken cancel)
    {
        (Artifact Artifact, string File)? weights =
            planned.Weights is { } start ? await storedWeights.KeepAsync(context, start, cancel) : null;
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        Experiment experiment = await ExperimentAsync(context, planned, person, cancel);
        await ReviseAsync(context, experiment, planned.Spec, cancel);
        StageRows stages = await StageRows.WriteAsync(context, planned, weights, clock.GetUtcNow(), cancel);
        (IReadOnlyList<Guid> runs, int newRuns) = await AddRunsAsync(context, experiment, planned, stages, cancel);
        await ReopenRunsAsync(context, stages, cancel);
        Tell(context, experiment, stages);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (experiment.Id, runs, newRuns);
    }

    private async Task<Experiment> ExperimentAsync(PicieContext context, PlannedExperiment planned, string person, CancellationToken cancel)
    {
        (string name, ExperimentSubject subject) = (planned.Spec.Name, planned.Subject);
        Experiment? known = await context.Experiments.SingleOrDefaultAsync(row => row.Person == person && row.Name == name, cancel);
        if (known is null)
        {
            known = new Experiment
            {
                Id = Guid.CreateVersion7(),
                Person = person,
                Name = name,
                Task = subject.Task,
                Data = subject.Data,
                CreatedAt = clock.GetUtcNow(),
            };
            context.Experiments.Add(known);
        }

        if (!await subject.IsOfAsync(known, planned.DataFolder, context, home, cancel))
        {
            throw new PicieException(
                "name-taken",
                $"The experiment '{name}' has the task {known.Task} and the data {known.Data}; this spec has {subject.Task} and {subject.Data}.",
                "name", "Give it another name.", ExitStatus.Conflict);
        }

        (known.Task, known.Data) = (subject.Task, subject.Data);
        return known;
    }

    /// <summary>The same content is the same revision, also when it comes back after another one.</summary>
    private async Task ReviseAsync(PicieContext context, Experiment experiment, ExperimentSpec spec, CancellationToken cancel)
    {
        string overrides = JsonSerializer.Serialize(spec.Overrides, StageJson.Options);
        string hash = Hash([spec.Text, overrides]);
        var numbers = await context.SpecRevisions.Where(row => row.ExperimentId == experiment.Id)
            .Select(row => new { row.Number, row.Sha256 }).ToListAsync(cancel);
        if (numbers.Find(row => row.Sha256 == hash) is { } known)
        {
            experiment.CurrentRevision = known.Number;
            return;
        }

        experiment.CurrentRevision = numbers.Select(row => row.Number).DefaultIfEmpty(0).Max() + 1;
        context.SpecRevisions.Add(new SpecRevision
        {
            Id = Guid.CreateVersion7(),
            ExperimentId = experiment.Id,
            Number = experiment.CurrentRevision,
            Text = spec.Text,
            Overrides = overrides,
            Sha256 = hash,
            CreatedAt = clock.GetUtcNow(),
        });
    }

    private async Task<(IReadOnlyList<Guid> Named, int Added)> AddRunsAsync(
        PicieContext context, Experiment experiment, PlannedExperiment planned, StageRows stages, CancellationToken cancel)
    {
        List<Run> known = await context.Runs.Where(run => run.ExperimentId == experiment.Id).ToListAsync(cancel);
        JsonElement? first = known.MinBy(run => run.Position) is { } oldest ? JsonSerializer.Deserialize<JsonElement>(oldest.Settings) : null;
        int position = known.Select(run => run.Position).DefaultIfEmpty(-1).Max();
        DateTimeOffset now = clock.GetUtcNow();
        List<Guid> named = [];
        int added = 0;
        foreach (PlannedRun run in planned.Plan.Runs)
        {
            string identity = IdentityOf(run);
            if (known.Find(row => row.Identity == identity) is { } there)
            {
                there.Revision = experiment.CurrentRevision;
                named.Add(there.Id);
                continue;
            }

            Run row = RowOf(experiment, planned, run, RunNames.NameOf(run, first), ++position, now);
            context.Runs.Add(row);
            context.RunStages.AddRange(stages.WantedBy(row.Id, run));
            journal.Append(context, new EventDraft(EventTypes.RunAdded) { ExperimentId = experiment.Id, RunId = row.Id });
            named.Add(row.Id);
            added++;
        }

        return (named, added);
    }

    private static Run RowOf(Experiment experiment, PlannedExperiment planned, PlannedRun run, string name, int position, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        ExperimentId = experiment.Id,
        Name = name,
        Identity = IdentityOf(run),
        ConfigId = run.ConfigId,
        TrainSeed = run.TrainSeed,
        ClusterSeed = run.ClusterSeed,
        Settings = ShownSettings.Of(run.Settings).GetRawText(),
        Protocol = RunProtocol.Write(RunProtocol.Of(planned.Task, run.Settings)),
        Revision = experiment.CurrentRevision,
        Position = position,
        CreatedAt = now,
    };

    /// <summary>A run that had ended and whose stage is to be done anew has not ended.</summary>
    private static async Task ReopenRunsAsync(PicieContext context, StageRows stages, CancellationToken cancel)
    {
        Guid[] resurrected = [.. stages.Resurrected.Select(stage => stage.Id)];
        List<Run> ended = await context.Runs
            .Where(run => run.EndedAt != null && context.RunStages.Any(wanted => wanted.RunId == run.Id && resurrected.Contains(wanted.StageId)))
            .ToListAsync(cancel);
        ended.ForEach(run => run.EndedAt = null);
    }

    private void Tell(PicieContext context, Experiment experiment, StageRows stages)
    {
        journal.Append(context, new EventDraft(EventTypes.ExperimentSubmitted) { ExperimentId = experiment.Id });
        foreach (Guid ready in stages.NewlyReady)
        {
            journal.Append(context, new EventDraft(EventTypes.StageReady) { StageId = ready });
        }
    }

    /// <summary>What a run is: two runs with equal stages and seeds are one.</summary>
    internal static string IdentityOf(PlannedRun run) => Hash(
        [run.ConfigId, $"{run.TrainSeed}", $"{run.ClusterSeed}", .. run.StageKeys.OrderBy(kind => kind.Key).SelectMany(kind => kind.Value)]);

    private static string Hash(IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
}
