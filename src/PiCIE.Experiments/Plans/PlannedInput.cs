namespace PiCIE.Experiments.Plans;

/// <summary>Says where a stage gets one of its inputs from: another stage, a stored file, or the data set.</summary>
public sealed record PlannedInput
{
    /// <summary>Role under which the stage order hands it over ("basePack").</summary>
    public required string Role { get; init; }

    /// <summary>Key of the stage that makes it; null where no stage does.</summary>
    public string? StageKey { get; init; }

    /// <summary>File of that stage's artifact; null for its whole folder.</summary>
    public string? File { get; init; }

    /// <summary>Content hash of the start weights (role <c>weights</c> of a train stage, and of what follows one that trains nothing); null for others. With neither a stage nor a
    /// hash it is the folder of the data set (role <c>data</c>).</summary>
    public string? Sha256 { get; init; }
}
