using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.Events;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Figures;
using PiCIE.Pipeline.Specs;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Databases;
using PiCIE.Storage.Events;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Faults;
using PiCIE.Storage.Groups;
using PiCIE.Storage.Inserting;
using PiCIE.Storage.Searching;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>
/// Writes a planned experiment: one transaction with experiment, revision, runs, stages and their events. It is idempotent by content: the
/// same text again changes nothing that is done or under way.
/// </summary>
internal sealed class Submission(PicieHome home, StoredWeights storedWeights, EventJournal journal, TimeProvider clock)
{
    /// <summary>Writes the planned experiment.</summary>
    /// <returns>Id of the experiment, ids of the runs that the spec names, how many of them are new, and whether the experiment was paused before.</returns>
    /// <exception cref="PicieException">The name stands for an experiment with another task or other data.</exception>
    public async Task<(Guid Experiment, IReadOnlyList<Guid> Runs, int NewRuns, bool WasPaused)> WriteAsync(
        PicieContext context, PlannedExperiment planned, Author author, CancellationToken cancel)
    {
        string person = author.Person;
        IReadOnlyDictionary<string, (Artifact Artifact, string File)> weights = await storedWeights.KeepAllAsync(context, planned.Weights, cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        await DatabaseChange.LiftTimeLimitAsync(context, cancel);
        await DatabaseChange.KeepCollectionAwayAsync(context, cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        await context.SaveChangesAsync(cancel);
        IReadOnlyCollection<Guid> before = await WantedBefore.OfAsync(context, person, planned.Spec.Name, cancel);
        StageRows stages = await StageRows.WriteAsync(context, planned, weights, before, now, cancel);
        await (planned.IdempotencyKey is { } key ? SubmitKeys.BindAsync(context, key, person, HashOf(planned.Spec), now, cancel) : Task.CompletedTask);
        Experiment experiment = await ExperimentAsync(context, planned, person, now, cancel);
        bool wasPaused = EndPause(experiment);
        Guid revision = await ReviseAsync(context, experiment, planned.Spec, now, cancel);
        bool isNew = context.Entry(experiment).State == EntityState.Added;
        bool isTagged = context.ChangeTracker.Entries<ExperimentTag>().Any(tag => tag.State is EntityState.Added or EntityState.Deleted);
        await context.SaveChangesAsync(cancel);
        await (isTagged && !isNew ? SearchTexts.UpdateAsync(context, experiment.Id, null, cancel) : Task.CompletedTask);
        (IReadOnlyList<Guid> runs, IReadOnlyList<Run> added, IReadOnlyCollection<string> groups) = await AddRunsAsync(
            context, experiment, planned, stages, isNew ? SearchTexts.OfNew(experiment.Name, planned.Spec.Tags) : await SearchTexts.OfAsync(context, experiment.Id, cancel), now, cancel);
        await NameRunsAsync(context, revision, runs, cancel);
        if (planned.Follower is { } follower)
        {
            context.Followers.Add(new Follower { Id = follower, RevisionId = revision, CreatedAt = now });
        }

        PipelineEvent[] resumed = wasPaused ? [new ExperimentResumed(experiment.Id, person)] : [];
        await journal.AppendAsync(context, now, [.. resumed, .. EventsOf(experiment, added, stages)], cancel);
        await context.SaveChangesAsync(cancel);
        // Another submit of the experiment may have come between the look and the locks.
        Guid[] late = [.. (await WantedBefore.OfAsync(context, person, planned.Spec.Name, cancel)).Except(before).Except(stages.Ids)];
        await (late.Length > 0 ? StageLocks.TakeAsync(context, late, cancel) : Task.CompletedTask);
        Guid[] touched = [.. stages.Ids.Union(before).Union(late)];
        await Wanting.UpdateAsync(context, touched, cancel);
        // A run of new stages only waits, as it was written; whoever has one that was there before may be further.
        await RunProgress.UpdateAsync(context, journal, [.. touched.Except(stages.AddedIds)], now, cancel);
        await GroupFigures.UpdateAsync(context, groups, cancel);
        await context.SaveChangesAsync(cancel);
        await author.RecordAsync(context, now, cancel);
        await QueueSignals.RaiseAsync(context, cancel);
        await transaction.CommitAsync(cancel);
        CriticalPoints.Pass(CriticalPoints.SubmitAfter);
        return (experiment.Id, runs, added.Count, wasPaused);
    }

    /// <summary>Ends the pause of an experiment: who submits it wants it to go on.</summary>
    private static bool EndPause(Experiment experiment)
    {
        bool paused = experiment.PausedAt is not null;
        (experiment.PausedAt, experiment.PauseNow) = (null, false);
        return paused;
    }

    private async Task<Experiment> ExperimentAsync(
        PicieContext context, PlannedExperiment planned, string person, DateTimeOffset now, CancellationToken cancel)
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
                CreatedAt = now,
            };
            context.Experiments.Add(known);
        }

        await subject.RequireSameAsync(known, planned.DataFolder, context, home, cancel);
        (known.Task, known.Data) = (subject.Task, subject.Data);
        return known;
    }

    /// <summary>
    /// Finds or adds the revision of the text. The same content is the same revision, also when it comes back after another one. Priority,
    /// limit, description and tags become those of the text, unless it is the current one: what was set by hand since then stays.
    /// </summary>
    /// <returns>Id of the revision.</returns>
    private async Task<Guid> ReviseAsync(
        PicieContext context, Experiment experiment, ExperimentSpec spec, DateTimeOffset now, CancellationToken cancel)
    {
        string overrides = OverridesOf(spec);
        string hash = HashOf(spec);
        var revisions = await context.SpecRevisions.Where(row => row.ExperimentId == experiment.Id)
            .Select(row => new { row.Id, row.Number, row.Sha256 }).ToListAsync(cancel);
        var known = revisions.Find(row => row.Sha256 == hash);
        if (known is not null && known.Number == experiment.CurrentRevision)
        {
            return known.Id;
        }

        (experiment.Priority, experiment.MaxConcurrent, experiment.Description) = (spec.Priority, spec.MaxConcurrent, spec.Description);
        await TagAsync(context, experiment.Id, spec.Tags, cancel);
        experiment.CurrentRevision = known?.Number ?? revisions.Select(row => row.Number).DefaultIfEmpty(0).Max() + 1;
        if (known is not null)
        {
            return known.Id;
        }

        SpecRevision revision = new()
        {
            Id = Guid.CreateVersion7(),
            ExperimentId = experiment.Id,
            Number = experiment.CurrentRevision,
            Text = spec.Text,
            Overrides = overrides,
            Sha256 = hash,
            CreatedAt = now,
        };
        context.SpecRevisions.Add(revision);
        return revision.Id;
    }

    private static string HashOf(ExperimentSpec spec) => TextHash.Of([spec.Text, OverridesOf(spec)]);

    private static string OverridesOf(ExperimentSpec spec) => JsonSerializer.Serialize(spec.Overrides, StageJson.Options);

    private static async Task TagAsync(PicieContext context, Guid experiment, IReadOnlyList<string> tags, CancellationToken cancel)
    {
        List<ExperimentTag> before = await context.ExperimentTags.Where(row => row.ExperimentId == experiment).ToListAsync(cancel);
        context.ExperimentTags.RemoveRange(before.Where(row => !tags.Contains(row.Tag)));
        context.ExperimentTags.AddRange(tags.Distinct().Except(before.Select(row => row.Tag))
            .Select(tag => new ExperimentTag { ExperimentId = experiment, Tag = tag }));
    }

    /// <summary>Adds the runs that are new, and makes those that the spec names current.</summary>
    /// <returns>The runs that it names, those that are new, and the groups in which other runs count since.</returns>
    private static async Task<(IReadOnlyList<Guid> Named, IReadOnlyList<Run> Added, IReadOnlyCollection<string> Groups)> AddRunsAsync(
        PicieContext context, Experiment experiment, PlannedExperiment planned, StageRows stages, SearchTexts search, DateTimeOffset now, CancellationToken cancel)
    {
        Dictionary<string, Run> known = await context.Runs.Where(run => run.ExperimentId == experiment.Id)
            .ToDictionaryAsync(run => run.Identity, StringComparer.Ordinal, cancel);
        Dictionary<Guid, (Guid?, DateTimeOffset?)> before = known.Values.ToDictionary(run => run.Id, StandingOf);
        RunNames names = await StoredNames.OfAsync(context, experiment.Id, cancel);
        int position = known.Values.Select(run => run.Position).DefaultIfEmpty(-1).Max();
        List<Run> named = [], added = [];
        List<RunStage> wanted = [];
        List<StoredDocuments> documents = [];
        SettingRows settings = new();
        SeededSettings texts = new();
        Dictionary<string, string> protocols = new(StringComparer.Ordinal);
        foreach (PlannedRun run in planned.Plan.Runs)
        {
            string identity = IdentityOf(run);
            if (!known.TryGetValue(identity, out Run? row))
            {
                Guid id = Guid.CreateVersion7();
                IReadOnlyList<RunStage> its = stages.WantedBy(id, run);
                string protocol = protocols.TryGetValue(run.ConfigId, out string? equal) ? equal : RunProtocol.Write(RunProtocol.Of(planned.Task, run.Settings));
                protocols[run.ConfigId] = protocol;
                row = RowOf(experiment, run with { Name = names.Next(run) }, identity, settings.IdOf(run), id, ++position, its.Count, now);
                row.SearchText = search.Of(row.Name, [], []);
                documents.Add(new StoredDocuments { RunId = id, Settings = texts.Of(run), Protocol = protocol });
                added.Add(row);
                wanted.AddRange(its);
            }

            if (row.DeletedAt is not null)
            {
                // Whoever asks for it again wants to see it.
                (row.DeletedAt, row.ArchivedAt) = (null, null);
            }

            (row.Revision, row.CanceledAt, row.SupersededById) = (experiment.CurrentRevision, null, null);
            // A process that follows wants them while it lives; what a submit asked for before stays asked for.
            row.SubmittedAt = planned.Follower is null ? now : row.SubmittedAt;
            named.Add(row);
        }

        await BulkInsert.InsertAsync(context, added, cancel);
        await BulkInsert.InsertAsync(context, documents, cancel);
        await BulkInsert.InsertAsync(context, wanted, cancel);
        await settings.WriteAsync(context, cancel);
        if (wanted.Exists(stage => stage is { IsLast: true, Reused: true }))
        {
            await RunFigures.AddAsync(context, [.. added.Select(run => run.Id)], cancel);
        }

        await GroupFigures.AddAsync(context, [.. added.Select(run => run.GroupKey).Distinct()], cancel);
        Supersede(known.Values, named);
        Run[] changed = [.. added, .. known.Values.Where(run => StandingOf(run) != before[run.Id])];
        return ([.. named.Select(run => run.Id)], added, [.. changed.Select(run => run.GroupKey).Distinct()]);
    }

    /// <summary>Returns what a submit may change of how a run counts among its replicates.</summary>
    private static (Guid? Successor, DateTimeOffset? DeletedAt) StandingOf(Run run) => (run.SupersededById, run.DeletedAt);

    /// <summary>
    /// Marks runs as superseded: a run under other keys (a photograph was corrected, a stage has a new version) takes the place of the one
    /// before it.
    /// </summary>
    private static void Supersede(IEnumerable<Run> known, IReadOnlyList<Run> named)
    {
        HashSet<Guid> current = [.. named.Select(run => run.Id)];
        Dictionary<(string, long, long), Guid> successors = [];
        foreach (Run run in named)
        {
            successors.TryAdd((run.ConfigId, run.TrainSeed, run.ClusterSeed), run.Id);
        }

        foreach (Run run in known.Where(run => !current.Contains(run.Id)))
        {
            if (successors.TryGetValue((run.ConfigId, run.TrainSeed, run.ClusterSeed), out Guid successor))
            {
                run.SupersededById = successor;
            }
        }
    }

    private static async Task NameRunsAsync(PicieContext context, Guid revision, IReadOnlyList<Guid> runs, CancellationToken cancel)
    {
        List<RevisionRun> before = await context.RevisionRuns.Where(row => row.RevisionId == revision).ToListAsync(cancel);
        HashSet<Guid> there = [.. before.Select(row => row.RunId)];
        HashSet<Guid> named = [.. runs];
        context.RevisionRuns.RemoveRange(before.Where(row => !named.Contains(row.RunId)));
        await BulkInsert.InsertAsync(
            context, [.. runs.Distinct().Where(run => !there.Contains(run)).Select(run => new RevisionRun { RevisionId = revision, RunId = run })], cancel);
    }

    private static Run RowOf(Experiment experiment, PlannedRun run, string identity, string settings, Guid id, int position, int stages, DateTimeOffset now) => new()
    {
        Id = id,
        ExperimentId = experiment.Id,
        Name = run.Name,
        Identity = identity,
        ConfigId = run.ConfigId,
        SettingsId = settings,
        GroupKey = ReplicateKeys.GroupOf(run),
        MemberKey = ReplicateKeys.MemberOf(run),
        TrainSeed = run.TrainSeed,
        ClusterSeed = run.ClusterSeed,
        Revision = experiment.CurrentRevision,
        Position = position,
        StageCount = stages,
        CreatedAt = now,
    };

    private static IEnumerable<PipelineEvent> EventsOf(Experiment experiment, IReadOnlyList<Run> added, StageRows stages) =>
    [
        .. added.Select(run => new RunAdded(experiment.Id, run.Id)),
        new ExperimentSubmitted(experiment.Id, experiment.CurrentRevision),
        .. stages.NewlyReady.Select(ready => new StageBecameReady(ready)),
    ];

    /// <summary>Returns the identity of a run: two runs with equal stages and seeds are one.</summary>
    internal static string IdentityOf(PlannedRun run) => TextHash.Of(
        [run.ConfigId, $"{run.TrainSeed}", $"{run.ClusterSeed}", .. run.StageKeys.OrderBy(kind => kind.Key).SelectMany(kind => kind.Value)]);
}
