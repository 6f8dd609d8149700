namespace PiCIE.Server.Submitting;

/// <summary>What is sent to submit or to plan.</summary>
/// <param name="Spec">Text of the spec.</param>
/// <param name="Overrides">Settings beside it as <c>a.b=c</c>, applied in order; null for none.</param>
internal sealed record SentSpecBody(string Spec, IReadOnlyList<string>? Overrides = null);
