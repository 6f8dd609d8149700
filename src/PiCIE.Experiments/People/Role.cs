namespace PiCIE.Experiments.People;

/// <summary>What a person may do; each role may do what the one before it may.</summary>
public enum Role
{
    /// <summary>Reads everything that a group shares.</summary>
    Viewer,

    /// <summary>Submits, and acts on what that person submitted.</summary>
    Operator,

    /// <summary>Does everything.</summary>
    Admin,
}
