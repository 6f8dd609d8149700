namespace PiCIE.Experiments.Stages;

/// <summary>The output record of a preprocess stage, which it reports beside its packs.</summary>
public sealed record PreprocessStageOutput
{
    /// <summary>Number of photographs of the split.</summary>
    public required int Photographs { get; init; }
}
