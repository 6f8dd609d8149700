using PiCIE.Experiments.People;

namespace PiCIE.Pipeline.People;

/// <summary>Who asks for a use case, and what that person may do.</summary>
/// <param name="Person">Name of the person.</param>
/// <param name="Role">What the person may do.</param>
/// <param name="Address">Address from which the request came; null for a command on this machine.</param>
public sealed record Actor(string Person, Role Role, string? Address = null);
