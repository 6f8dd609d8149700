namespace PiCIE.Pipeline.Observing;

/// <summary>
/// Who watches the work as it happens (the terminal). Called from the threads that work, one call at a time a stage; it must return
/// quickly and must not throw. What it is told is a courtesy: the truth stands in the database.
/// </summary>
public interface IRunObserver
{
    /// <summary>Something happened.</summary>
    /// <param name="notice">What.</param>
    void Observe(RunNotice notice);
}
