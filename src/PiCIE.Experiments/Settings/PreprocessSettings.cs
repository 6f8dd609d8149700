namespace PiCIE.Experiments.Settings;

/// <summary>The settings of the packs (<c>preprocess</c> in a spec).</summary>
public sealed record PreprocessSettings
{
    /// <summary>Side of the base pack in pixels; training views are cut from it.</summary>
    public int BaseResolution { get; init; } = 640;

    /// <summary>Side of the evaluation pack, of the labels and of training views in pixels.</summary>
    public int Resolution { get; init; } = 320;

    /// <summary>Form in which packs hold pixels.</summary>
    public Packing Packing { get; init; } = Packing.Raw;

    /// <summary>Threads inside an operation; null leaves it to the machine. It enters no key.</summary>
    public int? Threads { get; init; }
}
