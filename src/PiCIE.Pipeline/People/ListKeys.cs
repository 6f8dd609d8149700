using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.People;

/// <summary>Lists all keys, the newest first, also those that let nobody in any more.</summary>
public sealed record ListKeys : IRequest<KeyListDocument>;

/// <summary>The keys of an installation.</summary>
/// <param name="Keys">The keys.</param>
public sealed record KeyListDocument(IReadOnlyList<KeyDocument> Keys);

internal sealed class ListKeysHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<ListKeys, KeyListDocument>
{
    public async Task<KeyListDocument> Handle(ListKeys request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        var rows = await context.ApiKeys.AsNoTracking().OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id)
            .Join(context.Users, key => key.Person, user => user.Name, (key, user) => new { Key = key, user.Role }).ToListAsync(cancel);
        return new KeyListDocument([.. rows.OrderByDescending(row => row.Key.CreatedAt).Select(row => KeyDocuments.Of(row.Key, row.Role, now))]);
    }
}
