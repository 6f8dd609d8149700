using Microsoft.EntityFrameworkCore;
using PiCIE.Storage;
using PiCIE.Storage.Submitting;

namespace PiCIE.Pipeline.Submissions;

/// <summary>Keeps the keys that came with submits over HTTP, in the transaction of the submit: what failed binds no key.</summary>
internal static class SubmitKeys
{
    /// <summary>Time for which a key is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Binds a key to what is submitted with it, or finds it bound to the same. Keys that are too old go.</summary>
    /// <param name="context">The database, inside the transaction of the submit.</param>
    /// <param name="key">The key.</param>
    /// <param name="person">Name of the person who submits.</param>
    /// <param name="sha256">Hash of the text and of the settings beside it.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the call.</param>
    /// <exception cref="PicieException">The person sent the key with another text.</exception>
    public static async Task BindAsync(PicieContext context, string key, string person, string sha256, DateTimeOffset now, CancellationToken cancel)
    {
        DateTimeOffset oldest = now - Kept;
        await context.IdempotencyKeys.Where(row => row.CreatedAt < oldest).ExecuteDeleteAsync(cancel);
        string? bound = await context.IdempotencyKeys.Where(row => row.Person == person && row.Key == key).Select(row => row.Sha256).SingleOrDefaultAsync(cancel);
        if (bound is null)
        {
            context.IdempotencyKeys.Add(new IdempotencyKey { Person = person, Key = key, Sha256 = sha256, CreatedAt = now });
        }
        else if (bound != sha256)
        {
            throw new PicieException(
                "key-taken", "This key came with another text in the last seven days.", "Idempotency-Key", "Send another key, or none: the same text adds nothing twice by itself.",
                ProblemKind.Conflict);
        }
    }
}
