using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.People;

/// <summary>Lists the sessions that go on, the newest first.</summary>
public sealed record ListSessions : IRequest<SessionListDocument>;

/// <summary>The sessions of an installation.</summary>
/// <param name="Sessions">The sessions.</param>
public sealed record SessionListDocument(IReadOnlyList<SessionDocument> Sessions);

/// <summary>A browser in which somebody is signed in.</summary>
/// <param name="Id">Id of the session.</param>
/// <param name="Person">Name of the person.</param>
/// <param name="Key">Id of the key that was pasted.</param>
/// <param name="Address">Address from which the person signed in.</param>
/// <param name="CreatedAt">Time of the sign-in (UTC).</param>
/// <param name="SeenAt">Time of the newest request (UTC), to the minute.</param>
/// <param name="EndsAt">Time at which it ends in any case (UTC).</param>
public sealed record SessionDocument(Guid Id, string Person, Guid Key, string Address, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset EndsAt);

internal sealed class ListSessionsHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<ListSessions, SessionListDocument>
{
    public async Task<SessionListDocument> Handle(ListSessions request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        var rows = await KnownIdentities.OfSessions(context, now)
            .Join(context.Sessions, known => known.Session, session => session.Id, (known, session) => new { known.Person, Session = session }).ToListAsync(cancel);
        return new SessionListDocument(
        [
            .. rows.OrderByDescending(row => row.Session.CreatedAt).Select(row => new SessionDocument(
                row.Session.Id, row.Person, row.Session.KeyId, row.Session.Address, row.Session.CreatedAt, row.Session.SeenAt, row.Session.CreatedAt + SessionTimes.Longest)),
        ]);
    }
}
