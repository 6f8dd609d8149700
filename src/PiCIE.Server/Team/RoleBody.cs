using PiCIE.Experiments.People;

namespace PiCIE.Server.Team;

/// <summary>What is sent to give a person another role.</summary>
/// <param name="Role">What the person may do from now on.</param>
internal sealed record RoleBody(Role Role);
