namespace PiCIE.Server.Acts;

/// <summary>What is sent to archive runs and experiments.</summary>
/// <param name="Names">Names or ids.</param>
/// <param name="Undo">Whether they are taken out of the archive.</param>
internal sealed record ArchiveBody(IReadOnlyList<string> Names, bool Undo = false);
