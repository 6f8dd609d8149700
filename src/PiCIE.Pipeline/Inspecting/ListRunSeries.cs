using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks which series of points the stages of a run have.</summary>
/// <param name="Run">Id of the run.</param>
public sealed record ListRunSeries(Guid Run) : IRequest<SeriesListDocument>;

/// <summary>The series of a run, by name.</summary>
/// <param name="Series">The series.</param>
public sealed record SeriesListDocument(IReadOnlyList<NamedSeries> Series);

/// <summary>A series of points that a stage reports.</summary>
/// <param name="Name">Its name: <c>loss</c>.</param>
/// <param name="Stage">Id of the stage.</param>
/// <param name="Kind">Kind of the stage.</param>
public sealed record NamedSeries(string Name, Guid Stage, StageKind Kind);

internal sealed class ListRunSeriesHandler(OpenDatabase database) : IRequestHandler<ListRunSeries, SeriesListDocument>
{
    public async Task<SeriesListDocument> Handle(ListRunSeries request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await InspectedRun.RequireAsync(context, request.Run, cancel);
        var series = await InspectedRun.StagesOf(context, request.Run)
            .Join(context.MetricSeries, stage => stage.Id, one => one.StageId, (stage, one) => new { one.Name, stage.Id, stage.Kind }).Distinct().ToListAsync(cancel);
        return new SeriesListDocument([.. series.Select(one => new NamedSeries(one.Name, one.Id, one.Kind)).OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Kind)]);
    }
}
