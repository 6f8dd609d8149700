namespace PiCIE.Storage.Artifacts;

/// <summary>Says how closely an artifact is looked at.</summary>
public enum CheckDepth
{
    /// <summary>The manifest is read, and every file must be there in its length.</summary>
    Lengths,

    /// <summary>The content of every file is read too.</summary>
    Contents,
}
