namespace PiCIE.Storage.People;

/// <summary>A key by which a person is let in. The key itself is nowhere, only its hash.</summary>
public sealed class ApiKey
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>Name of the person who comes by it.</summary>
    public required string Person { get; init; }

    /// <summary>SHA-256 of the key, unique.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its last digits, by which people tell their keys apart.</summary>
    public required string Ending { get; init; }

    /// <summary>Time when it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Name of the person who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Time from which it lets nobody in; null where it has no end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Time when it was revoked, or null.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
