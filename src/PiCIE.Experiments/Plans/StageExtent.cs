namespace PiCIE.Experiments.Plans;

/// <summary>Says how much a stage has to do, so that its time and its disk can be expected from those of like stages that are done.</summary>
/// <param name="Likeness">What stages share whose time and disk are comparable: kind, version, method, network, and what else no number scales.</param>
/// <param name="Work">Number with which its time grows among like stages, above 0.</param>
/// <param name="Room">Number with which its disk grows among like stages, above 0.</param>
public sealed record StageExtent(string Likeness, double Work, double Room)
{
    /// <summary>Bytes of its artifact where they follow from its settings, without any like stage; else null.</summary>
    public long? KnownBytes { get; init; }
}
