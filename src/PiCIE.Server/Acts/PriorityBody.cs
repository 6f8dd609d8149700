namespace PiCIE.Server.Acts;

/// <summary>What is sent to give experiments another priority.</summary>
/// <param name="Names">Names or ids; a run stands for its experiment.</param>
/// <param name="Priority">The priority, −100 to 100, higher first.</param>
internal sealed record PriorityBody(IReadOnlyList<string> Names, int Priority);
