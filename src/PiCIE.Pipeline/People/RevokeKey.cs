using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Experiments.People;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.People;

namespace PiCIE.Pipeline.People;

/// <summary>Revokes a key, which ends the sessions that were begun with it. A key that is revoked stays so.</summary>
/// <param name="Key">Id of the key.</param>
public sealed record RevokeKey(Guid Key) : IRequest<KeyDocument>;

internal sealed class RevokeKeyHandler(OpenDatabase database, Rights rights, TimeProvider clock) : IRequestHandler<RevokeKey, KeyDocument>
{
    public async Task<KeyDocument> Handle(RevokeKey request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        ApiKey key = await context.ApiKeys.SingleOrDefaultAsync(row => row.Id == request.Key, cancel)
            ?? throw new PicieException("no-key", $"There is no key {request.Key}.", "key", "picie keys list shows the ids of all keys.", ProblemKind.NotFound);
        Role role = await context.Users.Where(user => user.Name == key.Person).Select(user => user.Role).SingleAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        if (key.RevokedAt is null)
        {
            key.RevokedAt = now;
            await context.SaveChangesAsync(cancel);
            await context.Sessions.Where(session => session.KeyId == key.Id).ExecuteDeleteAsync(cancel);
            await rights.AuthorOf("revoke-key", $"{key.Person}: key {key.Id} that ends with {key.Ending}").RecordAsync(context, now, cancel);
            await transaction.CommitAsync(cancel);
        }

        return KeyDocuments.Of(key, role, now);
    }
}
