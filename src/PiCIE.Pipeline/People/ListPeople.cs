using MediatR;
using Microsoft.EntityFrameworkCore;
using PiCIE.Evaluation.Text;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.People;

/// <summary>Lists the people who have or had a key, by name.</summary>
public sealed record ListPeople : IRequest<PeopleDocument>;

/// <summary>The people of an installation.</summary>
/// <param name="People">The people.</param>
public sealed record PeopleDocument(IReadOnlyList<PersonDocument> People);

/// <summary>A person.</summary>
/// <param name="Name">Name of the person.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="CreatedAt">Time of the first key (UTC).</param>
/// <param name="ValidKeys">Number of the keys that let the person in.</param>
public sealed record PersonDocument(string Name, string Role, DateTimeOffset CreatedAt, int ValidKeys);

internal sealed class ListPeopleHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<ListPeople, PeopleDocument>
{
    public async Task<PeopleDocument> Handle(ListPeople request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenToReadAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        IQueryable<HashedIdentity> valid = KnownIdentities.OfKeys(context, now);
        var rows = await context.Users.AsNoTracking().OrderBy(user => user.Name)
            .Select(user => new { user.Name, user.Role, user.CreatedAt, Keys = valid.Count(key => key.Person == user.Name) }).ToListAsync(cancel);
        return new PeopleDocument([.. rows.Select(row => new PersonDocument(row.Name, row.Role.Word(), row.CreatedAt, row.Keys))]);
    }
}
