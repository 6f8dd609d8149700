using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.People;

/// <summary>Asks which of some identities are not what they were: the key was revoked or ended, the session ended, or the person has another role.</summary>
/// <param name="Identities">Who visits, and under which role.</param>
public sealed record FindEndedVisits(IReadOnlyCollection<Identity> Identities) : IRequest<IReadOnlyList<Identity>>;

internal sealed class FindEndedVisitsHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<FindEndedVisits, IReadOnlyList<Identity>>
{
    public async Task<IReadOnlyList<Identity>> Handle(FindEndedVisits request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        Guid[] keys = [.. request.Identities.Where(one => one.Session is null).Select(one => one.Key).Distinct()];
        Guid?[] sessions = [.. request.Identities.Where(one => one.Session is not null).Select(one => one.Session).Distinct()];
        HashSet<Identity> known =
        [
            .. (await KnownIdentities.OfKeys(context, now).Where(one => keys.Contains(one.Key)).ToListAsync(cancel)).Select(one => one.ToIdentity()),
            .. (await KnownIdentities.OfSessions(context, now).Where(one => sessions.Contains(one.Session)).ToListAsync(cancel)).Select(one => one.ToIdentity()),
        ];
        return [.. request.Identities.Where(one => !known.Contains(one))];
    }
}
