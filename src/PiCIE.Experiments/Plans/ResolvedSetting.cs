using System.Text.Json;

namespace PiCIE.Experiments.Plans;

/// <summary>One setting of a plan with its final value.</summary>
/// <param name="Key">The key of a spec with those above it ("train.epochs").</param>
/// <param name="Value">Its value.</param>
/// <param name="Changed">Whether it differs from what method and preset give by themselves.</param>
public sealed record ResolvedSetting(string Key, JsonElement Value, bool Changed);
