using PiCIE.Experiments.People;

namespace PiCIE.Server.Access;

/// <summary>Who sends a request.</summary>
/// <param name="Person">Name of the person.</param>
/// <param name="Role">What that person may do.</param>
public sealed record Visitor(string Person, Role Role);
