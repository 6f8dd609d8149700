namespace PiCIE.Pipeline.Observing;

/// <summary>Watches nothing.</summary>
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
