namespace PiCIE.Storage.People;

/// <summary>A browser in which somebody signed in by pasting a key. The row goes when the session ends.</summary>
public sealed class Session
{
    /// <summary>Id (UUIDv7).</summary>
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the value of its cookie, unique.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Id of the key that was pasted; the session ends with it.</summary>
    public Guid KeyId { get; init; }

    /// <summary>Address from which somebody signed in.</summary>
    public required string Address { get; init; }

    /// <summary>Time of the sign-in.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time of the newest request, to the minute.</summary>
    public DateTimeOffset SeenAt { get; set; }
}
