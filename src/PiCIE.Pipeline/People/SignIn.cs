using System.Buffers.Text;
using System.Security.Cryptography;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Storage;
using PiCIE.Storage.Auditing;
using PiCIE.Storage.Databases;
using PiCIE.Storage.People;

namespace PiCIE.Pipeline.People;

/// <summary>Begins a session by a key. Its cookie is always a new one, whatever the browser sent, and ends the session that the browser had.</summary>
/// <param name="Key">The key.</param>
/// <param name="Before">Value of the cookie that the browser had; null for none.</param>
/// <param name="Address">Address of the browser.</param>
public sealed record SignIn(string Key, string? Before, string Address) : IRequest<SignedIn?>
{
    /// <summary>The record without its secrets, for logs.</summary>
    public override string ToString() => nameof(SignIn);
}

/// <summary>A session that has begun.</summary>
/// <param name="Cookie">Value of its cookie; this is the only time that it is told.</param>
/// <param name="Identity">Who signed in.</param>
public sealed record SignedIn(string Cookie, Identity Identity)
{
    /// <summary>The record without the cookie, for logs.</summary>
    public override string ToString() => $"{Identity.Person}";
}

internal sealed class SignInHandler(OpenDatabase database, TimeProvider clock) : IRequestHandler<SignIn, SignedIn?>
{
    private const int SecretBytes = 32;
    private const int MostSessionsOfKey = 50;

    public async Task<SignedIn?> Handle(SignIn request, CancellationToken cancel)
    {
        await using PicieContext context = await database.OpenAsync(cancel);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancel);
        DateTimeOffset now = await clock.NowAsync(context, cancel);
        string hash = KeyText.HashOf(request.Key);
        HashedIdentity? known = KeyText.IsWellFormed(request.Key) ? await KnownIdentities.OfKeys(context, now).SingleOrDefaultAsync(key => key.Sha256 == hash, cancel) : null;
        Author author = new(known?.Person ?? string.Empty) { Act = "sign-in", Subject = known is null ? "no valid key" : $"key {known.Key}", Address = request.Address };
        if (known is null)
        {
            context.AuditEntries.Add(author.Entry(now, "wrong-key"));
            await context.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            return null;
        }

        string cookie = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        Session session = new() { Id = Guid.CreateVersion7(), Sha256 = KeyText.HashOf(cookie), KeyId = known.Key, Address = request.Address, CreatedAt = now, SeenAt = now };
        await RemoveOldAsync(context, request.Before, known.Key, now, cancel);
        context.Sessions.Add(session);
        await context.SaveChangesAsync(cancel);
        await author.RecordAsync(context, now, cancel);
        await transaction.CommitAsync(cancel);
        return new SignedIn(cookie, known.ToIdentity() with { Session = session.Id });
    }

    /// <summary>Removes the session that the browser had, those that ended by themselves, and the oldest ones of a key that has too many.</summary>
    private static async Task RemoveOldAsync(PicieContext context, string? before, Guid key, DateTimeOffset now, CancellationToken cancel)
    {
        string? hash = before is null ? null : KeyText.HashOf(before);
        (DateTimeOffset seen, DateTimeOffset begun) = (now - SessionTimes.Idle, now - SessionTimes.Longest);
        await context.Sessions.Where(session => session.Sha256 == hash || session.SeenAt <= seen || session.CreatedAt <= begun).ExecuteDeleteAsync(cancel);
        List<Guid> oldest = await context.Sessions.Where(session => session.KeyId == key).OrderByDescending(session => session.SeenAt)
            .Skip(MostSessionsOfKey - 1).Select(session => session.Id).ToListAsync(cancel);
        await context.Sessions.Where(session => oldest.Contains(session.Id)).ExecuteDeleteAsync(cancel);
    }
}
