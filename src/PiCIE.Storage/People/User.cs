using PiCIE.Experiments.People;

namespace PiCIE.Storage.People;

/// <summary>A person whom the servers of a team know. Experiments, notes and events name persons whether or not they stand here.</summary>
public sealed class User
{
    /// <summary>Name, as experiments carry it.</summary>
    public required string Name { get; init; }

    /// <summary>What the person may do, by whichever key.</summary>
    public Role Role { get; set; }

    /// <summary>Time when the first key was made for the person.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
