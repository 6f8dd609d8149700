using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Upkeep;

/// <summary>Asks whether the database answers; where it does not, that is the exception.</summary>
public sealed record AskDatabase : IRequest;

internal sealed class AskDatabaseHandler(OpenDatabase database) : IRequestHandler<AskDatabase>
{
    public async Task<Unit> Handle(AskDatabase request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        await context.Experiments.AnyAsync(cancel);
        return Unit.Value;
    }
}
