using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Submissions;

/// <summary>The rows of the stages of a plan: those that are there, those that a submit adds, those that it resurrects.</summary>
internal sealed class StageRows
{
    private const int ShortId = 8;

    private readonly Dictionary<string, Stage> byKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> doneBefore = new(StringComparer.Ordinal);

    private StageRows()
    {
    }

    /// <summary>Stages that may start because of this submit.</summary>
    public List<Guid> NewlyReady { get; } = [];

    /// <summary>Stages that had failed or were canceled and are wanted again.</summary>
    public List<Stage> Resurrected { get; } = [];

    /// <summary>Writes the stages of a plan in their order, so that each finds the state of its inputs.</summary>
    public static async Task<StageRows> WriteAsync(
        PicieContext context, PlannedExperiment planned, (Artifact Artifact, string File)? weights, DateTimeOffset now, CancellationToken cancel)
    {
        StageRows rows = new();
        string[] keys = [.. planned.Plan.Stages.Select(stage => stage.Key)];
        foreach (Stage known in await context.Stages.Where(stage => keys.Contains(stage.Key)).ToListAsync(cancel))
        {
            rows.byKey[known.Key] = known;
        }

        foreach (PlannedStage stage in planned.Plan.Stages)
        {
            if (rows.byKey.TryGetValue(stage.Key, out Stage? known))
            {
                await rows.WantAsync(context, known, stage, planned.DataFolder, weights, cancel);
            }
            else
            {
                rows.Add(context, stage, planned, weights, now);
            }
        }

        return rows;
    }

    /// <summary>The rows that say what a new run wants.</summary>
    public IEnumerable<RunStage> WantedBy(Guid run, PlannedRun planned) => planned.StageKeys
        .OrderBy(kind => kind.Key).SelectMany(kind => kind.Value).Distinct()
        .Select((key, position) => new RunStage
        {
            RunId = run,
            StageId = byKey[key].Id,
            Position = position,
            Reused = doneBefore.Contains(key),
        });

    private void Add(
        PicieContext context, PlannedStage planned, PlannedExperiment experiment, (Artifact Artifact, string File)? weights, DateTimeOffset now)
    {
        Stage stage = new(InputsAreDone(planned) ? StageState.Ready : StageState.Blocked)
        {
            Id = Guid.CreateVersion7(),
            Key = planned.Key,
            Kind = planned.Kind,
            Version = planned.Version,
            Settings = planned.Settings.GetRawText(),
            Title = planned.Title,
            Queue = planned.Kind == StageKind.Preprocess ? $"{planned.Queue}-{experiment.DataSet.ToString("N")[^ShortId..]}" : planned.Queue,
            Device = planned.Device,
            Threads = planned.Threads,
            BatchSize = planned.BatchSize,
            Priority = experiment.Spec.Priority,
            CreatedAt = now.AddTicks(byKey.Count),
        };
        context.Stages.Add(stage);
        context.StageInputs.AddRange(planned.Inputs.Select(input => InputOf(stage.Id, input, experiment.DataFolder, weights)));
        byKey[planned.Key] = stage;
        NoteReady(stage);
    }

    /// <summary>A stage that is there: failed or canceled it is tried anew, and what it reads from outside is where it is now.</summary>
    private async Task WantAsync(
        PicieContext context,
        Stage stage,
        PlannedStage planned,
        string dataFolder,
        (Artifact Artifact, string File)? weights,
        CancellationToken cancel)
    {
        if (stage.State == StageState.Done)
        {
            doneBefore.Add(stage.Key);
            return;
        }

        foreach (StageInput input in await context.StageInputs.Where(row => row.StageId == stage.Id && row.SourceStageId == null).ToListAsync(cancel))
        {
            if (input.Path is not null)
            {
                input.Path = dataFolder;
            }
            else if (weights is { } stored)
            {
                input.ArtifactId = stored.Artifact.Id;
                input.File = stored.File;
            }
        }

        if (stage.State is StageState.Failed or StageState.Canceled)
        {
            stage.Change(InputsAreDone(planned) ? StageCause.WantedAgain : StageCause.WantedAgainWithoutInputs);
            Resurrected.Add(stage);
            NoteReady(stage);
        }
    }

    private void NoteReady(Stage stage)
    {
        if (stage.State == StageState.Ready)
        {
            NewlyReady.Add(stage.Id);
        }
    }

    private bool InputsAreDone(PlannedStage planned) =>
        planned.Inputs.Where(input => input.StageKey is not null).All(input => byKey[input.StageKey!].State == StageState.Done);

    private StageInput InputOf(Guid stage, PlannedInput input, string dataFolder, (Artifact Artifact, string File)? weights) => new()
    {
        StageId = stage,
        Role = input.Role,
        SourceStageId = input.StageKey is { } key ? byKey[key].Id : null,
        ArtifactId = input.Sha256 is not null ? weights?.Artifact.Id : null,
        File = input.Sha256 is not null ? weights?.File : input.File,
        Path = input.StageKey is null && input.Sha256 is null ? dataFolder : null,
    };
}
