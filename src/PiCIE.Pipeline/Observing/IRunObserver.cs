namespace PiCIE.Pipeline.Observing;

/// <summary>
/// Watches the work as it happens (the terminal does). The threads that work call it, one call at a time a stage; it must return quickly
/// and must not throw. Notices are a courtesy: the truth stands in the database.
/// </summary>
public interface IRunObserver
{
    /// <summary>Takes a notice of something that happened.</summary>
    /// <param name="notice">The notice.</param>
    void Observe(RunNotice notice);
}
