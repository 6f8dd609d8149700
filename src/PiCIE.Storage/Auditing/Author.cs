using PiCIE.Storage.Inserting;

namespace PiCIE.Storage.Auditing;

/// <summary>Who makes a change, and what the audit trail says of it. A name alone leaves nothing in the trail.</summary>
/// <param name="Person">Name of the person.</param>
public sealed record Author(string Person)
{
    /// <summary>Largest number of characters of a subject.</summary>
    public const int LongestSubject = 1000;

    /// <summary>What is done, in kebab case; null where the trail takes nothing.</summary>
    public string? Act { get; init; }

    /// <summary>What it is done to, for people.</summary>
    public string Subject { get; init; } = string.Empty;

    /// <summary>Address from which the request came; null for a command on the database itself.</summary>
    public string? Address { get; init; }

    /// <summary>Names an author of whom the audit trail says nothing.</summary>
    /// <param name="person">Name of the person.</param>
    public static implicit operator Author(string person) => new(person);

    /// <summary>Returns the entry of the audit trail.</summary>
    /// <param name="now">The time.</param>
    /// <param name="refusal">Code of the refusal; null where the act is done.</param>
    public AuditEntry Entry(DateTimeOffset now, string? refusal = null) => new()
    {
        Id = Guid.CreateVersion7(),
        At = now,
        Person = Person.Length == 0 ? null : Person,
        Act = Act ?? throw new InvalidOperationException("an author without an act leaves no entry"),
        Subject = Subject.Length > LongestSubject ? string.Concat(Subject.AsSpan(0, LongestSubject - 1), "…") : Subject,
        Address = Address,
        Refusal = refusal,
    };

    /// <summary>Writes the entry into the transaction of the change; of an author without an act it writes nothing.</summary>
    /// <param name="context">The database, inside that transaction.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancel">Cancels the call.</param>
    public Task RecordAsync(PicieContext context, DateTimeOffset now, CancellationToken cancel) =>
        Act is null ? Task.CompletedTask : BulkInsert.InsertAsync(context, [Entry(now)], cancel);
}
