namespace PiCIE.Cli.Serve;

/// <summary>The document of <c>serve</c> for a team: where it answers.</summary>
/// <param name="Address">Address on this machine; people come by the names of <c>PICIE_HOSTS</c>.</param>
/// <param name="HasKey">Whether there is a key that lets somebody in.</param>
internal sealed record TeamAddressDocument(string Address, bool HasKey);
