namespace PiCIE.Experiments.People;

/// <summary>Who may be shown the photographs of a data set, its labels, and every picture that is made of them. Figures are shown to everybody.</summary>
public enum PhotographAudience
{
    /// <summary>Everybody who is let in.</summary>
    Everyone,

    /// <summary>Operators and admins.</summary>
    Operators,

    /// <summary>Nobody.</summary>
    Nobody,
}
