namespace PiCIE.Experiments.Stages;

/// <summary>Method frozen: the network stays as it starts, so nothing more is read.</summary>
public sealed record FrozenSettings : MethodSettings;
