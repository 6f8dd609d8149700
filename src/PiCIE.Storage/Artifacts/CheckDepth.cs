namespace PiCIE.Storage.Artifacts;

/// <summary>How closely an artifact is looked at.</summary>
public enum CheckDepth
{
    /// <summary>The manifest, and that every file is there in its length.</summary>
    Lengths,

    /// <summary>The content of every file too.</summary>
    Contents,
}
