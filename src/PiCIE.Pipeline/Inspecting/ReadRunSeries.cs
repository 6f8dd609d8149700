using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Storage;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks for a series of a run in buckets. Every point that counts is in one, so that no extreme gets lost.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Name">Name of the series.</param>
/// <param name="Stage">Id of the stage; null where one stage of the run alone has such a series.</param>
/// <param name="Points">Number of buckets that are wanted, at least 1.</param>
/// <param name="From">First step, or null.</param>
/// <param name="To">Last step, or null.</param>
public sealed record ReadRunSeries(Guid Run, string Name, Guid? Stage, int Points, long? From, long? To) : IRequest<SeriesDocument>;

/// <summary>A series in buckets of equal width.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Kind">Kind of the stage.</param>
/// <param name="Artifact">Id of the stage's artifact, after which nothing is added; null until the stage is done.</param>
/// <param name="Width">Number of steps in a bucket; 1 shows every point.</param>
/// <param name="Points">Number of points in all buckets.</param>
/// <param name="Buckets">The buckets that have points, by step.</param>
public sealed record SeriesDocument(string Name, Guid Stage, StageKind Kind, Guid? Artifact, long Width, long Points, IReadOnlyList<BucketDocument> Buckets);

/// <summary>The points of a series in some steps.</summary>
/// <param name="Step">Its first step.</param>
/// <param name="Count">Number of points.</param>
/// <param name="Minimum">The least finite value; null without one.</param>
/// <param name="Maximum">The greatest finite value; null without one.</param>
/// <param name="Mean">Mean of the finite values; null without one.</param>
/// <param name="NotNumbers">Number of points that are not a number.</param>
/// <param name="PositiveInfinities">Number of points that are positive infinity.</param>
/// <param name="NegativeInfinities">Number of points that are negative infinity.</param>
public sealed record BucketDocument(
    long Step, long Count, double? Minimum, double? Maximum, double? Mean, long NotNumbers, long PositiveInfinities, long NegativeInfinities);

internal sealed class ReadRunSeriesHandler(OpenDatabase database) : IRequestHandler<ReadRunSeries, SeriesDocument>
{
    public async Task<SeriesDocument> Handle(ReadRunSeries request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await InspectedRun.RequireAsync(context, request.Run, cancel);
        Stage stage = await StageAsync(context, request, cancel);
        SeriesView view = await SeriesReader.ReadAsync(context, stage.Id, request.Name, request.Points, request.From, request.To, cancel);
        return new SeriesDocument(
            request.Name, stage.Id, stage.Kind, stage.State == StageState.Done ? stage.ArtifactId : null, view.Width, view.Points,
            [.. view.Buckets.Select(bucket => new BucketDocument(
                bucket.Step, bucket.Points, bucket.Least, bucket.Greatest, bucket.Mean, bucket.NotNumbers, bucket.PositiveInfinities, bucket.NegativeInfinities))]);
    }

    private static async Task<Stage> StageAsync(PicieContext context, ReadRunSeries request, CancellationToken cancel)
    {
        List<Stage> its = await InspectedRun.StagesOf(context, request.Run).AsNoTracking().ToListAsync(cancel);
        Guid[] ids = [.. its.Select(stage => stage.Id)];
        var series = await context.MetricSeries.Where(one => ids.Contains(one.StageId)).Select(one => new { one.StageId, one.Name }).Distinct().ToListAsync(cancel);
        Guid[] having = [.. series.Where(one => one.Name == request.Name && (request.Stage is null || one.StageId == request.Stage)).Select(one => one.StageId)];
        return having switch
        {
            [Guid one] => its.Find(stage => stage.Id == one)!,
            [] => throw new PicieException(
                "no-series", $"The run has no series '{request.Name}'{(request.Stage is null ? "" : " of that stage")}.", request.Name,
                NearestName.Of(request.Name, series.Select(one => one.Name).Distinct()) is { } near ? $"Did you mean {near}?" : "The list of its series has the names.", ProblemKind.NotFound),
            _ => throw new PicieException(
                "which-stage", $"{having.Length} stages of the run have a series '{request.Name}'.", "stage", "Name one by stage=ID; the list of series has the ids.", ProblemKind.Input),
        };
    }
}
