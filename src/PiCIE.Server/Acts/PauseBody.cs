namespace PiCIE.Server.Acts;

/// <summary>What is sent to pause experiments.</summary>
/// <param name="Names">Names or ids; a run stands for its experiment.</param>
/// <param name="Now">Whether what runs for them alone is stopped too.</param>
internal sealed record PauseBody(IReadOnlyList<string> Names, bool Now = false);
