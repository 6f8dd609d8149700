using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

/// <summary>Asks for the names of all splits of which any run has figures.</summary>
public sealed record ListSplits : IRequest<IReadOnlyList<string>>;

internal sealed class ListSplitsHandler(OpenDatabase database) : IRequestHandler<ListSplits, IReadOnlyList<string>>
{
    private const string Figure = ".meanIoU";

    public async Task<IReadOnlyList<string>> Handle(ListSplits request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        List<string> keys = await context.RunMetrics.Where(metric => metric.Key.EndsWith(Figure)).Select(metric => metric.Key).Distinct().ToListAsync(cancel);
        return [.. keys.Select(key => key[..^Figure.Length]).Order(StringComparer.Ordinal)];
    }
}
