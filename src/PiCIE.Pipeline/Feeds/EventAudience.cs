namespace PiCIE.Pipeline.Feeds;

/// <summary>Says who may see an event of a type outside the program.</summary>
internal enum EventAudience
{
    /// <summary>Nobody: what no line says otherwise of.</summary>
    None,

    /// <summary>Everybody who is let in.</summary>
    Everyone,
}
