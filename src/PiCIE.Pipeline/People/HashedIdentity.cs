using PiCIE.Experiments.People;

namespace PiCIE.Pipeline.People;

/// <summary>An identity with the hash by which it is found.</summary>
internal sealed class HashedIdentity
{
    public required string Sha256 { get; init; }

    public required string Person { get; init; }

    public Role Role { get; init; }

    public Guid Key { get; init; }

    public Guid? Session { get; init; }

    public Identity ToIdentity() => new(Person, Role, Key, Session);
}
