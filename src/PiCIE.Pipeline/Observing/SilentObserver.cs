namespace PiCIE.Pipeline.Observing;

/// <summary>Takes notices and shows none; used where nobody watches.</summary>
public sealed class SilentObserver : IRunObserver
{
    /// <summary>The one instance.</summary>
    public static SilentObserver Instance { get; } = new();

    private SilentObserver()
    {
    }

    /// <inheritdoc/>
    public void Observe(RunNotice notice)
    {
    }
}
