namespace PiCIE.Server.Acts;

/// <summary>What is sent to write or remove a note.</summary>
/// <param name="Name">Name or id of a run or an experiment.</param>
/// <param name="Text">The text of a new note; null for none.</param>
/// <param name="Remove">Id of a note to remove; null for none.</param>
internal sealed record NoteBody(string Name, string? Text = null, string? Remove = null);
