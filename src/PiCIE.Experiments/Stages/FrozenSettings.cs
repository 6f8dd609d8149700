namespace PiCIE.Experiments.Stages;

/// <summary>The settings of method frozen: the network stays as it starts, so nothing more is read.</summary>
public sealed record FrozenSettings : MethodSettings;
