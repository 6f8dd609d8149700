namespace PiCIE.Server.Acts;

/// <summary>The runs and experiments that an act is on.</summary>
/// <param name="Names">Names or ids, as on the command line.</param>
internal sealed record NamesBody(IReadOnlyList<string> Names);
