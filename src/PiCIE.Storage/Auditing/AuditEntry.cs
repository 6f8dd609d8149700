namespace PiCIE.Storage.Auditing;

/// <summary>One act of a person, done or refused, as it stands in the audit trail. A row is never changed.</summary>
public sealed class AuditEntry
{
    /// <summary>Id (UUIDv7), which follows the order of the acts of one machine.</summary>
    public Guid Id { get; init; }

    /// <summary>Time of the act.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Name of the person who acted; null where nobody was known, as in a sign-in that failed.</summary>
    public string? Person { get; init; }

    /// <summary>What was done, in kebab case: <c>cancel</c>.</summary>
    public required string Act { get; init; }

    /// <summary>What it was done to, for people, cut where that is long.</summary>
    public required string Subject { get; init; }

    /// <summary>Address from which the request came; null for a command on the database itself.</summary>
    public string? Address { get; init; }

    /// <summary>Code of the refusal; null where the act was done.</summary>
    public string? Refusal { get; init; }
}
