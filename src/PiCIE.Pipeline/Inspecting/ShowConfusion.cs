using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Confusions;
using PiCIE.Evaluation.Matching;
using PiCIE.Pipeline.Figures;
using PiCIE.Storage;
using PiCIE.Storage.Results;

namespace PiCIE.Pipeline.Inspecting;

/// <summary>Asks for a class × cluster matrix of a run.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Split">The split; null for the first of the spec.</param>
/// <param name="Repeat">Number of the repeat, from 1.</param>
/// <param name="Epoch">An epoch that was kept; null for the final weights.</param>
public sealed record ShowConfusion(Guid Run, string? Split, int Repeat, int? Epoch) : IRequest<ConfusionDocument>;

/// <summary>The class × cluster matrix of one repeat, from which all figures derive.</summary>
/// <param name="Result">Id of the result that it belongs to.</param>
/// <param name="Split">The split.</param>
/// <param name="Epoch">The epoch that was kept; null for the final weights.</param>
/// <param name="Repeat">Number of the repeat, from 1.</param>
/// <param name="Repeats">Number of repeats that there are.</param>
/// <param name="Matching">The rule of the matching.</param>
/// <param name="Matrix">Pixels by class (row) and cluster (column).</param>
/// <param name="ClassOfCluster">Class id that the matching gives each cluster; −1 for none.</param>
public sealed record ConfusionDocument(
    Guid Result, string Split, int? Epoch, int Repeat, int Repeats, MatchingRule Matching, IReadOnlyList<long[]> Matrix, IReadOnlyList<int> ClassOfCluster);

internal sealed class ShowConfusionHandler(OpenDatabase database) : IRequestHandler<ShowConfusion, ConfusionDocument>
{
    public async Task<ConfusionDocument> Handle(ShowConfusion request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await InspectedRun.RequireAsync(context, request.Run, cancel);
        int epoch = request.Epoch ?? EvaluationResult.EndOfTraining;
        EvaluationResult result = await RunResults.Of(context, request.Run).AsNoTracking()
            .Where(row => row.Epoch == epoch && (request.Split == null || row.Split == request.Split)).OrderBy(row => row.Position).FirstOrDefaultAsync(cancel)
            ?? throw Missing(request.Split is { } split ? $"The run has no result of the split '{split}'." : "The run has no result.");
        int repeats = await context.Confusions.CountAsync(row => row.ResultId == result.Id, cancel);
        Confusion confusion = await context.Confusions.AsNoTracking().SingleOrDefaultAsync(row => row.ResultId == result.Id && row.Repeat == request.Repeat, cancel)
            ?? throw Missing($"The result has the repeats 1 to {repeats}, and {request.Repeat} was asked for.");
        long[][] rows = CompactCounts.Read(confusion.Counts, confusion.Classes, confusion.Clusters);
        MatchingRule rule = RunProtocol.Read(result.Protocol).Matching;
        return new ConfusionDocument(
            result.Id, result.Split, request.Epoch, confusion.Repeat, repeats, rule, rows, ClusterMatching.Of(ConfusionMatrix.FromRows(rows), rule).ClassOfCluster);
    }

    private static PicieException Missing(string sentence) => new("no-result", sentence, null, "The results of the run list what there is.", ProblemKind.NotFound);
}
