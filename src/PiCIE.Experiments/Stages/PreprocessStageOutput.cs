namespace PiCIE.Experiments.Stages;

/// <summary>What a preprocess stage reports beside its packs.</summary>
public sealed record PreprocessStageOutput
{
    /// <summary>Photographs of the list.</summary>
    public required int Photographs { get; init; }
}
