using PiCIE.Pipeline.Work.Breakers;

namespace PiCIE.Pipeline.Work.Holding;

/// <summary>Tells the breaker of a finished result that is held, and why at present, until it is disposed.</summary>
/// <param name="breaker">The breaker.</param>
internal sealed class HeldResult(Breaker breaker) : IDisposable
{
    private string? _reason;
    private IDisposable? _told;

    /// <summary>Says why it is held.</summary>
    /// <param name="reason">A sentence for people.</param>
    public void Because(string reason)
    {
        if (reason != _reason)
        {
            IDisposable? before = _told;
            (_reason, _told) = (reason, breaker.Hold(reason));
            before?.Dispose();
        }
    }

    public void Dispose() => _told?.Dispose();
}
