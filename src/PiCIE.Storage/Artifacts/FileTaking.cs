namespace PiCIE.Storage.Artifacts;

/// <summary>What becomes of the files that an artifact is made of.</summary>
public enum FileTaking
{
    /// <summary>They are moved: their folder was scratch.</summary>
    Move,

    /// <summary>They are copied: they belong to a person.</summary>
    Copy,
}
