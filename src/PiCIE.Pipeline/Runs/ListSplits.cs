using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Runs;

/// <summary>Asks for all splits of which any run has figures, each with the classes of which it has the IoU.</summary>
public sealed record ListSplits : IRequest<IReadOnlyList<SplitClasses>>;

/// <summary>A split with its classes.</summary>
/// <param name="Split">Name of the split.</param>
/// <param name="Classes">Keys of its classes.</param>
public sealed record SplitClasses(string Split, IReadOnlyList<string> Classes);

internal sealed class ListSplitsHandler(OpenDatabase database) : IRequestHandler<ListSplits, IReadOnlyList<SplitClasses>>
{
    private const string Figure = ".meanIoU";
    private const string Iou = ".iou.";

    public async Task<IReadOnlyList<SplitClasses>> Handle(ListSplits request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        List<string> keys = await context.RunMetrics.Where(metric => metric.Key.EndsWith(Figure) || metric.Key.Contains(Iou)).Select(metric => metric.Key).Distinct().ToListAsync(cancel);
        return
        [
            .. keys.Where(key => key.EndsWith(Figure, StringComparison.Ordinal)).Select(key => key[..^Figure.Length]).Order(StringComparer.Ordinal).Select(split => new SplitClasses(
                split, [.. keys.Where(key => key.StartsWith(split + Iou, StringComparison.Ordinal)).Select(key => key[(split.Length + Iou.Length)..]).Order(StringComparer.Ordinal)])),
        ];
    }
}
