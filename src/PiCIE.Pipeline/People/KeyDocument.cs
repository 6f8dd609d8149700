namespace PiCIE.Pipeline.People;

/// <summary>A key, as lists show it: nobody can be let in by what stands here.</summary>
/// <param name="Id">Id of the key.</param>
/// <param name="Person">Name of the person who comes by it.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Ending">Its last digits.</param>
/// <param name="CreatedAt">Time when it was made (UTC).</param>
/// <param name="CreatedBy">Name of the person who made it.</param>
/// <param name="ExpiresAt">Time from which it lets nobody in; null where it has no end.</param>
/// <param name="RevokedAt">Time when it was revoked; null where it was not.</param>
/// <param name="State"><c>valid</c>, <c>expired</c> or <c>revoked</c>.</param>
public sealed record KeyDocument(
    Guid Id, string Person, string Role, string Ending, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt, string State);
