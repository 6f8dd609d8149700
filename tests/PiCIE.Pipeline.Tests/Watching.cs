using System.Collections.Concurrent;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Pipeline.Tests;

/// <summary>Keeps all notices, and does something at the first of a kind.</summary>
internal sealed class Watching : IRunObserver
{
    private readonly ConcurrentQueue<RunNotice> _notices = new();

    public Action<RunNotice> Each { get; init; } = static _ => { };

    public IReadOnlyList<RunNotice> Notices => [.. _notices];

    public void Observe(RunNotice notice)
    {
        _notices.Enqueue(notice);
        Each(notice);
    }
}
