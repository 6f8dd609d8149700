namespace PiCIE.Storage.Submitting;

/// <summary>A key that a person sent with a submit over HTTP. The same key again means the same submit, so it must not come with another text.</summary>
public sealed class IdempotencyKey
{
    /// <summary>Name of the person who sent it; another person's equal key is another one.</summary>
    public required string Person { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the text that was submitted with it, and of the settings beside that.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Time of the submit.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
