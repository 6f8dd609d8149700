using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.People;

/// <summary>Asks who comes by the cookie of a session, and notes that the session is in use; nobody where it has ended.</summary>
/// <param name="Cookie">Value of the cookie.</param>
public sealed record IdentifySession(string Cookie) : IRequest<Identity?>
{
    /// <summary>The record without the cookie, for logs.</summary>
    public override string ToString() => nameof(IdentifySession);
}

internal sealed class IdentifySessionHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<IdentifySession, Identity?>
{
    private static readonly TimeSpan SeenAnew = TimeSpan.FromMinutes(1);

    public async Task<Identity?> Handle(IdentifySession request, CancellationToken cancel)
    {
        string hash = KeyText.HashOf(request.Cookie);
        await using PicieContext context = await database.OpenAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        if (await KnownIdentities.OfSessions(context, now).SingleOrDefaultAsync(known => known.Sha256 == hash, cancel) is not { } found)
        {
            return null;
        }

        DateTimeOffset old = now - SeenAnew;
        Guid? id = found.Session;
        await context.Sessions.Where(session => session.Id == id && session.SeenAt < old).ExecuteUpdateAsync(update => update.SetProperty(session => session.SeenAt, now), cancel);
        return found.ToIdentity();
    }
}
