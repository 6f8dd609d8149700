using PiCIE.Experiments.People;

namespace PiCIE.Server.Team;

/// <summary>What is sent to make a key.</summary>
/// <param name="Person">Name of the person.</param>
/// <param name="Role">What the person may do; null for a person who has a role already.</param>
/// <param name="ExpiresAfterDays">Days after which the key lets nobody in; null where it has no end.</param>
internal sealed record KeyBody(string Person, Role? Role = null, int? ExpiresAfterDays = null);
