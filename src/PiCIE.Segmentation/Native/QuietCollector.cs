using System.Runtime;

namespace PiCIE.Segmentation.Native;

/// <summary>
/// Holds garbage collection off for a stretch: one step of training or one batch. TorchSharp's operators with a number (<c>x * 0.5</c>) pass a temporary
/// object to native code that nothing keeps alive, so a collection at the wrong instant frees it while it is read. A stretch inside another does nothing,
/// and one that has ended early (more was allocated than reserved) ends quietly.
/// </summary>
public sealed class QuietCollector : IDisposable
{
    /// <summary>
    /// Managed memory that a step may allocate. A training step needs about 0.4 MB, and a few MB once an epoch where it makes its views
    /// itself.
    /// </summary>
    public const long DefaultBytes = 64L << 20;

    private bool _owns;

    private QuietCollector(bool owns) => _owns = owns;

    /// <summary>Begins a stretch; dispose the result to end it.</summary>
    /// <param name="bytes">Managed memory that may be allocated before the stretch ends by itself.</param>
    public static QuietCollector Begin(long bytes = DefaultBytes)
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
        {
            return new QuietCollector(owns: false);
        }
        try
        {
            return new QuietCollector(GC.TryStartNoGCRegion(bytes));
        }
        catch (Exception refused) when (refused is InvalidOperationException or ArgumentOutOfRangeException)
        {
            // Another thread began one between the two calls, or this machine cannot reserve so much.
            return new QuietCollector(owns: false);
        }
    }

    /// <summary>Ends the stretch.</summary>
    public void Dispose()
    {
        if (!_owns)
        {
            return;
        }
        _owns = false;
        if (GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
        {
            return;
        }
        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // It ended between the two calls because its memory was used up.
        }
    }
}
