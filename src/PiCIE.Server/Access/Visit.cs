using PiCIE.Pipeline.People;

namespace PiCIE.Server.Access;

/// <summary>Something that stays open for a visitor.</summary>
public sealed class Visit : IDisposable
{
    private readonly OpenVisits _visits;
    private readonly CancellationTokenSource _ended = new();

    internal Visit(OpenVisits visits, Identity? identity) => (_visits, Identity) = (visits, identity);

    /// <summary>Fires when the visitor is not let in any more, or has another role.</summary>
    public CancellationToken Ended => _ended.Token;

    internal Identity? Identity { get; }

    /// <summary>Closes the visit.</summary>
    public void Dispose() => _visits.Close(this);

    internal void End() => _ended.Cancel();
}
