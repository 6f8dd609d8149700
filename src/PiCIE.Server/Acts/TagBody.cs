namespace PiCIE.Server.Acts;

/// <summary>What is sent to tag runs and experiments.</summary>
/// <param name="Names">Names or ids.</param>
/// <param name="Add">Tags to add; null for none.</param>
/// <param name="Remove">Tags to remove; null for none.</param>
internal sealed record TagBody(IReadOnlyList<string> Names, IReadOnlyList<string>? Add = null, IReadOnlyList<string>? Remove = null);
