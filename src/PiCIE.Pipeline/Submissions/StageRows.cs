using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Specs;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Inserting;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Writes the rows of the stages of a plan: it keeps those that are there, adds new ones, and resurrects failed and canceled ones.</summary>
internal sealed class StageRows
{
    private readonly Dictionary<string, Stage> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> _doneBefore = new(StringComparer.Ordinal);
    private readonly List<Stage> _added = [];
    private readonly List<StageInput> _addedInputs = [];
    private readonly PlannedExperiment _experiment;
    private readonly StageSources _sources;
    private readonly Dictionary<string, string[]> _inputKeys;

    private StageRows(PlannedExperiment experiment, IEnumerable<Stage> known, StageSources sources)
    {
        _experiment = experiment;
        _sources = sources;
        _inputKeys = experiment.Plan.Stages.ToDictionary(
            stage => stage.Key, stage => stage.Inputs.Select(input => input.StageKey).OfType<string>().ToArray(), StringComparer.Ordinal);
        foreach (Stage stage in known)
        {
            _byKey[stage.Key] = stage;
        }
    }

    /// <summary>Ids of the stages that may start because of this submit.</summary>
    public List<Guid> NewlyReady { get; } = [];

    /// <summary>Ids of all stages of the plan.</summary>
    public IReadOnlyCollection<Guid> Ids => [.. _byKey.Values.Select(stage => stage.Id)];

    /// <summary>Ids of the stages that this submit added.</summary>
    public IEnumerable<Guid> AddedIds => _added.Select(stage => stage.Id);

    /// <summary>Writes the stages of a plan in their order, so that each finds the state of its inputs.</summary>
    /// <param name="context">The database, inside the transaction of the submit.</param>
    /// <param name="planned">The plan.</param>
    /// <param name="weights">Stored start weights.</param>
    /// <param name="touched">Ids of further stages that the submit changes, which are locked with those of the plan.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<StageRows> WriteAsync(
        PicieContext context,
        PlannedExperiment planned,
        IReadOnlyDictionary<string, (Artifact Artifact, string File)> weights,
        IReadOnlyCollection<Guid> touched,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        string[] keys = [.. planned.Plan.Stages.Select(stage => stage.Key)];
        // What is there already may end at this moment: only who holds it may look at its state.
        List<Guid> there = await context.Stages.Where(stage => keys.Contains(stage.Key)).Select(stage => stage.Id).ToListAsync(cancel);
        await StageLocks.TakeAsync(context, [.. there.Union(touched)], cancel);
        List<Stage> known = await context.Stages.Where(stage => there.Contains(stage.Id)).ToListAsync(cancel);
        StageSources sources = await StageSources.LoadAsync(context, known, planned.DataSet, weights, cancel);
        StageRows rows = new(planned, known, sources);
        foreach (PlannedStage stage in planned.Plan.Stages)
        {
            if (rows._byKey.TryGetValue(stage.Key, out Stage? kept))
            {
                rows.Want(kept, stage);
            }
            else
            {
                rows.Add(stage, now);
            }
        }

        // What waits already may read a new stage from now on, so those come first; in one order for all, so that two submits do not wait for one another.
        await BulkInsert.InsertAsync(context, [.. rows._added.OrderBy(stage => stage.Key, StringComparer.Ordinal)], cancel);
        await BulkInsert.InsertAsync(context, rows._addedInputs, cancel);
        return rows;
    }

    /// <summary>Returns the rows that link a new run to its stages.</summary>
    public IReadOnlyList<RunStage> WantedBy(Guid run, PlannedRun planned)
    {
        string[] keys = [.. planned.StageKeys.OrderBy(kind => kind.Key).SelectMany(kind => kind.Value).Distinct()];
        HashSet<string> read = [.. keys.SelectMany(key => _inputKeys[key])];
        return [.. keys.Select((key, position) => new RunStage
        {
            RunId = run,
            StageId = _byKey[key].Id,
            Position = position,
            IsLast = !read.Contains(key),
            Reused = _doneBefore.Contains(key),
        })];
    }

    private void Add(PlannedStage planned, DateTimeOffset now)
    {
        Stage stage = new(StageSources.AreDone(planned, _byKey) ? StageState.Ready : StageState.Blocked)
        {
            Id = Guid.CreateVersion7(),
            Key = planned.Key,
            Kind = planned.Kind,
            Version = planned.Version,
            Settings = planned.Settings.GetRawText(),
            Title = planned.Title,
            Needs = NeedsOf(planned),
            Device = planned.Device,
            Threads = planned.Threads,
            BatchSize = planned.BatchSize,
            Likeness = planned.Extent?.Likeness,
            Work = planned.Extent?.Work ?? 0,
            Room = planned.Extent?.Room ?? 0,
            CreatedAt = now.AddMicroseconds(_byKey.Count),
        };
        _added.Add(stage);
        _addedInputs.AddRange(_sources.Of(stage, planned, _byKey));
        _byKey[planned.Key] = stage;
        NoteReady(stage);
    }

    /// <summary>
    /// Updates an existing stage to this plan's settings and inputs, unless it is done or running. Retries a stage that failed or was
    /// canceled. Nobody may want any more what an earlier plan would have made for it.
    /// </summary>
    private void Want(Stage stage, PlannedStage planned)
    {
        if (stage.State == StageState.Done)
        {
            _doneBefore.Add(stage.Key);
        }

        if (stage.State is StageState.Done or StageState.Running)
        {
            return;
        }

        stage.Settings = planned.Settings.GetRawText();
        stage.Needs = NeedsOf(planned);
        stage.Device = planned.Device;
        stage.BatchSize = planned.BatchSize;
        bool mayStart = _sources.Point(stage, planned, _byKey);
        if (CauseOf(stage.State, mayStart) is not { } cause)
        {
            return;
        }

        if (stage.State is StageState.Failed or StageState.Canceled)
        {
            stage.TriesFrom = stage.AttemptNumber + 1;
        }

        stage.Change(cause);
        NoteReady(stage);
    }

    private static StageCause? CauseOf(StageState state, bool mayStart) => state switch
    {
        StageState.Failed or StageState.Canceled => mayStart ? StageCause.WantedAgain : StageCause.WantedAgainWithoutInputs,
        StageState.Blocked when mayStart => StageCause.InputsDone,
        StageState.Ready when !mayStart => StageCause.InputLost,
        _ => null,
    };

    private string NeedsOf(PlannedStage planned) => StageNeeds.Of(planned, _experiment.DataSet).ToString();

    private void NoteReady(Stage stage)
    {
        if (stage.State == StageState.Ready)
        {
            NewlyReady.Add(stage.Id);
        }
    }
}
