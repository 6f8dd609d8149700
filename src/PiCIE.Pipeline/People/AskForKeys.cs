using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.People;

/// <summary>Asks whether there is a key by which somebody is let in.</summary>
public sealed record AskForKeys : IRequest<bool>;

internal sealed class AskForKeysHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<AskForKeys, bool>
{
    public async Task<bool> Handle(AskForKeys request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        return await KnownIdentities.OfKeys(context, await clock.NowAsync(context, cancel)).AnyAsync(cancel);
    }
}
