using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.People;

/// <summary>Asks who comes by a key; nobody where it is none, has ended or was revoked.</summary>
/// <param name="Key">The text that was sent as a key.</param>
public sealed record IdentifyKey(string Key) : IRequest<Identity?>
{
    /// <summary>The record without the key, for logs.</summary>
    public override string ToString() => nameof(IdentifyKey);
}

internal sealed class IdentifyKeyHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<IdentifyKey, Identity?>
{
    public async Task<Identity?> Handle(IdentifyKey request, CancellationToken cancel)
    {
        if (!KeyText.IsWellFormed(request.Key))
        {
            return null;
        }

        string hash = KeyText.HashOf(request.Key);
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        return (await KnownIdentities.OfKeys(context, now).SingleOrDefaultAsync(known => known.Sha256 == hash, cancel))?.ToIdentity();
    }
}
