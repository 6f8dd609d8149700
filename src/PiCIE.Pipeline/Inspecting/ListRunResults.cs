using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Documents;
using PiCIE.Storage;
using PiCIE.Storage.Results;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks for the results of a run: those of its final weights, and of the epochs that were kept.</summary>
/// <param name="Run">Id of the run.</param>
public sealed record ListRunResults(Guid Run) : IRequest<ResultListDocument>;

/// <summary>Results of a run: final ones in the order of the spec, then those of kept epochs.</summary>
/// <param name="Results">The results; none until the run is evaluated, and without labels.</param>
public sealed record ResultListDocument(IReadOnlyList<ResultDocument> Results);

/// <summary>The figures of one split under their protocol, in percent.</summary>
/// <param name="Id">Id of the result; one that is made again has another.</param>
/// <param name="Split">The split.</param>
/// <param name="Epoch">The epoch that was kept; null for the final weights.</param>
/// <param name="Protocol">The rules under which the figures stand; others cannot be compared with them.</param>
/// <param name="Figures">The figures.</param>
public sealed record ResultDocument(Guid Id, string Split, int? Epoch, JsonElement Protocol, SplitMetrics Figures);

internal sealed class ListRunResultsHandler(OpenDatabase database) : IRequestHandler<ListRunResults, ResultListDocument>
{
    public async Task<ResultListDocument> Handle(ListRunResults request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await InspectedRun.RequireAsync(context, request.Run, cancel);
        List<EvaluationResult> results = await RunResults.Of(context, request.Run).AsNoTracking().ToListAsync(cancel);
        return new ResultListDocument([.. results.OrderBy(result => result.Epoch).ThenBy(result => result.Position).Select(result => new ResultDocument(
            result.Id, result.Split, result.Epoch == EvaluationResult.EndOfTraining ? null : result.Epoch,
            JsonSerializer.Deserialize<JsonElement>(result.Protocol), JsonSerializer.Deserialize<SplitMetrics>(result.Figures, DocumentJson.Options)!))]);
    }
}
