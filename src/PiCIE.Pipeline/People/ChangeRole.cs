using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.People;

namespace PiCIE.Pipeline.People;

/// <summary>Gives a person another role. The keys stay; sessions and streams end, so that nothing goes on under the role before.</summary>
/// <param name="Person">Name of the person.</param>
/// <param name="Role">What the person may do from now on.</param>
public sealed record ChangeRole(string Person, Role Role) : IRequest<PersonDocument>;

internal sealed class ChangeRoleHandler(OpenDatabase database, Rights rights, TimeProvider clock) : IRequestHandler<ChangeRole, PersonDocument>
{
    public async Task<PersonDocument> Handle(ChangeRole request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        User user = await context.Users.SingleOrDefaultAsync(row => row.Name == request.Person, cancel)
            ?? throw new PicieException(
                "no-person", $"Nobody here is called '{UnseenCharacters.Spelled(request.Person)}'.", "person", "The first key of a person sets the role: picie keys create --person NAME --role ROLE.", ProblemKind.NotFound);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        if (user.Role != request.Role)
        {
            if (request.Person == rights.Person)
            {
                throw new PicieException("own-role", "Nobody changes the own role: the last admin would be gone by a slip.", "person", "Let another admin do it.", ProblemKind.Conflict);
            }

            string change = $"{user.Name}: {user.Role.Word()} to {request.Role.Word()}";
            user.Role = request.Role;
            await context.SaveChangesAsync(cancel);
            await context.Sessions.Where(session => context.ApiKeys.Any(key => key.Id == session.KeyId && key.Person == user.Name)).ExecuteDeleteAsync(cancel);
            await rights.AuthorOf("change-role", change).RecordAsync(context, now, cancel);
            await transaction.CommitAsync(cancel);
        }

        int keys = await KnownIdentities.OfKeys(context, now).CountAsync(key => key.Person == user.Name, cancel);
        return new PersonDocument(user.Name, user.Role.Word(), user.CreatedAt, keys);
    }
}
