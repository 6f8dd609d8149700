using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Waiting;

/// <summary>A stage that an experiment wants and that is not done.</summary>
internal sealed record WaitingStage
{
    public required Guid Stage { get; init; }

    public required string Title { get; init; }

    public required StageKind Kind { get; init; }

    public required StageState State { get; init; }

    public required string Needs { get; init; }

    public required string Device { get; init; }

    public required int Priority { get; init; }

    public required DateTimeOffset? OfferedUntil { get; init; }

    public required DateTimeOffset? NotBefore { get; init; }

    public required string? Pool { get; init; }

    public required string? Worker { get; init; }

    public required string? Likeness { get; init; }

    public required double Work { get; init; }

    public required double Room { get; init; }

    /// <summary>Time when its attempt that goes on started; null while none does.</summary>
    public required DateTimeOffset? Started { get; init; }

    public required Guid ExperimentId { get; init; }

    public required string Experiment { get; init; }

    public required string Person { get; init; }

    public required int? MaxConcurrent { get; init; }

    public required DateTimeOffset Age { get; init; }

    public required long Position { get; init; }

    /// <summary>Returns it as it stands where nobody works any more: what a killed process left running or offered waits as before.</summary>
    public WaitingStage LeftBehind() => State == StageState.Running || OfferedUntil is not null
        ? this with { State = State == StageState.Running ? StageState.Ready : State, OfferedUntil = null, Pool = null, Worker = null, Started = null }
        : this;

    /// <summary>Returns all of them, one row for each experiment that wants one.</summary>
    public static IQueryable<WaitingStage> In(PicieContext context) => context.StageWanters
        .Join(context.Stages, wanter => wanter.StageId, stage => stage.Id, (wanter, stage) => new { wanter, stage })
        .Join(context.Experiments, row => row.wanter.ExperimentId, experiment => experiment.Id, (row, experiment) => new WaitingStage
        {
            Stage = row.stage.Id,
            Title = row.stage.Title,
            Kind = row.stage.Kind,
            State = row.stage.State,
            Needs = row.stage.Needs,
            Device = row.stage.Device,
            Priority = row.stage.WantedPriority,
            OfferedUntil = row.stage.OfferedUntil,
            NotBefore = row.stage.NotBefore,
            Pool = row.stage.Pool,
            Worker = row.stage.Worker,
            Likeness = row.stage.Likeness,
            Work = row.stage.Work,
            Room = row.stage.Room,
            Started = context.Attempts.Where(attempt => attempt.StageId == row.stage.Id && attempt.EndedAt == null).Select(attempt => (DateTimeOffset?)attempt.StartedAt).FirstOrDefault(),
            ExperimentId = experiment.Id,
            Experiment = experiment.Name,
            Person = experiment.Person,
            MaxConcurrent = experiment.MaxConcurrent,
            Age = row.wanter.Age,
            Position = row.wanter.Position,
        });
}
