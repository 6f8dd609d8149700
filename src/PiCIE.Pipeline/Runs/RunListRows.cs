using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Figures;
using PiCIE.Storage;
using PiCIE.Storage.Experiments;

namespace PiCIE.Pipeline.Runs;

/// <summary>Reads a page of a list in four queries however long it is: neither curves nor matrices nor files.</summary>
internal static class RunListRows
{
    /// <summary>The page, and how many runs there are in all.</summary>
    /// <param name="context">The database.</param>
    /// <param name="request">Which page.</param>
    /// <param name="experiment">The experiment, or null for all.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static async Task<(IReadOnlyList<RunListRow> Runs, int Total)> ReadAsync(
        PicieContext context, ListRuns request, Guid? experiment, CancellationToken cancel)
    {
        IQueryable<Run> wanted = context.Runs.AsNoTracking().Where(run => experiment == null || run.ExperimentId == experiment);
        int total = await wanted.CountAsync(cancel);
        IQueryable<Run> page = wanted.OrderByDescending(run => run.CreatedAt).ThenBy(run => run.Position).Skip(request.Offset).Take(request.Limit);
        List<ListRow> rows = await page.Join(context.Experiments, run => run.ExperimentId, row => row.Id, (run, row) => new ListRow(
            run.Id, run.Name, row.Id, row.Name, run.ConfigId, run.TrainSeed, run.ClusterSeed, run.CreatedAt, run.EndedAt,
            request.WithSettings ? run.Settings : null, run.Protocol)).ToListAsync(cancel);
        Guid[] ids = [.. rows.Select(row => row.Id)];
        ILookup<Guid, ListStage> stages = await StagesAsync(context, ids, cancel);
        ILookup<Guid, ListFigures> figures = await FiguresAsync(context, ids, cancel);
        return ([.. rows.Select(row => Listed(row, [.. stages[row.Id]], [.. figures[row.Id]], request.WithSettings))], total);
    }

    private static async Task<ILookup<Guid, ListStage>> StagesAsync(PicieContext context, Guid[] runs, CancellationToken cancel)
    {
        List<ListStage> stages = await context.RunStages.Where(link => runs.Contains(link.RunId))
            .Join(context.Stages, link => link.StageId, stage => stage.Id, (link, stage) => new { link.RunId, Stage = stage })
            .GroupJoin(
                context.Attempts, pair => new { pair.Stage.Id, Number = pair.Stage.AttemptNumber }, attempt => new { Id = attempt.StageId, attempt.Number },
                (pair, attempts) => new { pair.RunId, pair.Stage, Attempts = attempts })
            .SelectMany(group => group.Attempts.DefaultIfEmpty(), (group, attempt) => new ListStage(
                group.RunId, group.Stage.Kind, group.Stage.State,
                (DateTimeOffset?)attempt!.StartedAt, attempt.EndedAt, attempt.Worker, attempt.Device, (int?)attempt.Threads))
            .ToListAsync(cancel);
        return stages.ToLookup(stage => stage.RunId);
    }

    private static async Task<ILookup<Guid, ListFigures>> FiguresAsync(PicieContext context, Guid[] runs, CancellationToken cancel)
    {
        List<ListFigures> figures = await context.RunStages.Where(link => runs.Contains(link.RunId))
            .Join(context.Stages, link => link.StageId, stage => stage.Id, (link, stage) => new { link.RunId, stage.ArtifactId })
            .Join(
                context.Results.Where(result => result.Epoch == null), pair => pair.ArtifactId, result => (Guid?)result.ArtifactId,
                (pair, result) => new ListFigures(pair.RunId, result.Split, result.Accuracy, result.MeanIoU))
            .ToListAsync(cancel);
        return figures.ToLookup(row => row.RunId);
    }

    private static RunListRow Listed(ListRow row, IReadOnlyList<ListStage> stages, IReadOnlyList<ListFigures> figures, bool withSettings)
    {
        ListStage? train = stages.FirstOrDefault(stage => stage is { Kind: StageKind.Train, Started: not null });
        ListStage[] ended = [.. stages.Where(stage => stage is { Started: not null, Ended: not null })];
        return new RunListRow
        {
            Id = row.Id,
            Name = row.Name,
            Experiment = new ExperimentName(row.ExperimentId, row.Experiment),
            Status = RunStatuses.Of([.. stages.Select(stage => stage.State)]).ToString().ToLowerInvariant(),
            StagesDone = stages.Count(stage => stage.State == StageState.Done),
            StageCount = stages.Count,
            Created = row.CreatedAt,
            Ended = row.EndedAt,
            Seconds = ended.Length > 0 ? ended.Sum(stage => (stage.Ended!.Value - stage.Started!.Value).TotalSeconds) : null,
            Worker = train?.Worker,
            Device = train?.Device,
            Threads = train?.Threads,
            ConfigId = row.ConfigId,
            Seeds = new SeedsDocument(row.TrainSeed, row.ClusterSeed),
            Settings = Parsed(row.Settings),
            Protocol = withSettings ? Parsed(row.Protocol) : null,
            LabelsUsed = "none",
            Metrics = InOrder(row, figures).ToDictionary(
                result => result.Split, result => new HeadlineMetrics(result.Accuracy, result.MeanIoU), StringComparer.Ordinal),
        };
    }

    /// <summary>In the order in which the spec names the splits: the first one is the headline.</summary>
    private static IEnumerable<ListFigures> InOrder(ListRow row, IReadOnlyList<ListFigures> figures)
    {
        if (figures.Count < 2)
        {
            return figures;
        }

        List<string> order = [.. RunProtocol.Read(row.Protocol).Splits];
        return figures.OrderBy(result => order.IndexOf(result.Split));
    }

    private static JsonElement? Parsed(string? text) => text is null ? null : JsonSerializer.Deserialize<JsonElement>(text);

    private sealed record ListRow(
        Guid Id,
        string Name,
        Guid ExperimentId,
        string Experiment,
        string ConfigId,
        long TrainSeed,
        long ClusterSeed,
        DateTimeOffset CreatedAt,
        DateTimeOffset? EndedAt,
        string? Settings,
        string Protocol);

    private sealed record ListStage(
        Guid RunId,
        StageKind Kind,
        StageState State,
        DateTimeOffset? Started,
        DateTimeOffset? Ended,
        string? Worker,
        string? Device,
        int? Threads);

    private sealed record ListFigures(Guid RunId, string Split, double Accuracy, double MeanIoU);
}
