using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>A key below <c>sweep</c> with a value as written.</summary>
/// <param name="Key">The key with those above it, below the part of the sweep ("train.learningRate").</param>
/// <param name="Place">Place of the key.</param>
/// <param name="Value">The value.</param>
internal sealed record SweptValue(string Key, TextPlace Place, TextNode Value);
