using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.People;

namespace PiCIE.Pipeline.People;

/// <summary>Makes a key for a person. A person has one role, whatever the key: the first key sets it.</summary>
/// <param name="Person">Name of the person.</param>
/// <param name="Role">What the person may do; null for a person who has a role already.</param>
/// <param name="ExpiresAfterDays">Days after which the key lets nobody in, 1 to 3650; null where it has no end.</param>
public sealed record CreateKey(string Person, Role? Role, int? ExpiresAfterDays = null) : IRequest<CreatedKey>;

/// <summary>A new key. This is the only time that its text is told.</summary>
/// <param name="Key">The key itself.</param>
/// <param name="Document">What lists show of it.</param>
public sealed record CreatedKey(string Key, KeyDocument Document)
{
    /// <summary>The record without the key, for logs.</summary>
    public override string ToString() => $"{Document.Id}";
}

internal sealed class CreateKeyHandler(OpenDatabase database, Rights rights, TimeProvider clock) : IRequestHandler<CreateKey, CreatedKey>
{
    private const int LongestName = 200;
    private const int MostDays = 3650;

    public async Task<CreatedKey> Handle(CreateKey request, CancellationToken cancel)
    {
        Require(request);
        await using PicieContext context = await database.OpenAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        Role role = await RoleAsync(context, request, now, cancel);
        string text = KeyText.Create();
        ApiKey key = new()
        {
            Id = Guid.CreateVersion7(),
            Person = request.Person,
            Sha256 = KeyText.HashOf(text),
            Ending = KeyText.EndingOf(text),
            CreatedAt = now,
            CreatedBy = rights.Person,
            ExpiresAt = request.ExpiresAfterDays is { } days ? now.AddDays(days) : null,
        };
        context.ApiKeys.Add(key);
        await context.SaveChangesAsync(cancel);
        await rights.AuthorOf("create-key", $"{request.Person} ({role.Word()}): key {key.Id} that ends with {key.Ending}").RecordAsync(context, now, cancel);
        await transaction.CommitAsync(cancel);
        return new CreatedKey(text, KeyDocuments.Of(key, role, now));
    }

    private static void Require(CreateKey request)
    {
        if (request.Person.Length is 0 or > LongestName || request.Person != request.Person.Trim() || request.Person.Any(character => char.IsControl(character) || character == '/'))
        {
            throw new PicieException(
                "bad-person", $"The name '{UnseenCharacters.Spelled(request.Person)}' cannot be used; a person's name has 1 to {LongestName} characters, no '/', and no blanks around it.", "person",
                "Take the name that stands with the experiments of that person (PICIE_USER, or the login name).", ProblemKind.Input);
        }

        if (request.ExpiresAfterDays is < 1 or > MostDays)
        {
            throw new PicieException(
                "bad-expiry", $"The key is to end after {request.ExpiresAfterDays} days; it is a whole number from 1 to {MostDays}.", "expires", "Leave it out for a key without an end.", ProblemKind.Input);
        }
    }

    private static async Task<Role> RoleAsync(PicieContext context, CreateKey request, DateTimeOffset now, CancellationToken cancel)
    {
        if (await context.Users.SingleOrDefaultAsync(user => user.Name == request.Person, cancel) is { } known)
        {
            return request.Role is { } other && other != known.Role
                ? throw new PicieException(
                    "other-role", $"{known.Name} is {known.Role.Word()} here, and the key is to be for {other.Word()}.", "role",
                    "A person has one role, whatever the key. Leave the role out, or let an admin change it: PUT /api/v1/people/NAME.", ProblemKind.Conflict)
                : known.Role;
        }

        Role role = request.Role ?? throw new PicieException(
            "no-role", $"{request.Person} has no role yet, and none is given.", "role", $"It is one of {string.Join(", ", EnumWords.All<Role>())}.", ProblemKind.Input);
        context.Users.Add(new User { Name = request.Person, Role = role, CreatedAt = now });
        return role;
    }
}
