namespace PiCIE.Faults.Processes;

/// <summary>How a network is.</summary>
internal enum ProxyMode
{
    /// <summary>It carries everything.</summary>
    Whole,

    /// <summary>It carries nothing, and both sides know.</summary>
    Cut,

    /// <summary>It carries everything to the server two seconds later.</summary>
    Slow,

    /// <summary>It takes everything and carries nothing, and nobody is told.</summary>
    HalfOpen,

    /// <summary>It is half open for each connection that has asked to listen, and whole for all others.</summary>
    DeafListeners,
}
