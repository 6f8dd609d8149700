using PiCIE.Experiments.Protocol;

namespace PiCIE.Pipeline.Work.Holding;

/// <summary>A complete result that lies in the folder of its attempt, whether or not its commit came through.</summary>
/// <param name="Key">The stage key.</param>
/// <param name="Inputs">
/// Inputs from which it was made, by role: paths, relative to the store where they lie in it. An artifact's path holds the id of the
/// attempt that made it, so equal paths are equal content.
/// </param>
/// <param name="Result">The files with their hashes, and the output.</param>
internal sealed record KeptResult(string Key, IReadOnlyDictionary<string, string> Inputs, StageResult Result);
