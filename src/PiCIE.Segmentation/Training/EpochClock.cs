using System.Diagnostics;

namespace PiCIE.Segmentation.Training;

/// <summary>
/// Measures the parts of each epoch by the moments that an observer hears of. An observer that wants the seconds owns a clock and hands its own
/// moments on.
/// </summary>
/// <param name="time">Source of the time; null takes the system's.</param>
public sealed class EpochClock(TimeProvider? time = null) : ITrainingObserver
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private EpochPass? _pass;
    private long _start;

    /// <summary>Wall-clock seconds of the epoch so far; complete after <see cref="AfterEpoch"/>.</summary>
    public EpochSeconds Seconds { get; private set; }

    /// <summary>Starts anew; the time before the first batch is the making of the views.</summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    public void BeforeEpoch(int epoch) => (_pass, _start, Seconds) = (null, _time.GetTimestamp(), default);

    /// <summary>Ends a part where another pass begins.</summary>
    /// <param name="batch">Place of the batch in the epoch.</param>
    public void BeforeBatch(BatchMoment batch)
    {
        if (batch.Pass != _pass)
        {
            EndPart();
            _pass = batch.Pass;
        }
    }

    /// <summary>Ends the last part.</summary>
    /// <param name="epoch">The epoch that is done.</param>
    public void AfterEpoch(FinishedEpoch epoch) => EndPart();

    private void EndPart()
    {
        long now = _time.GetTimestamp();
        double seconds = _time.GetElapsedTime(_start, now).TotalSeconds;
        _start = now;
        Seconds = _pass switch
        {
            null => Seconds with { Views = Seconds.Views + seconds },
            EpochPass.ClusterView1 or EpochPass.ClusterView2 => Seconds with { Clustering = Seconds.Clustering + seconds },
            EpochPass.LabelView1 or EpochPass.LabelView2 => Seconds with { Labels = Seconds.Labels + seconds },
            EpochPass.Train => Seconds with { Training = Seconds.Training + seconds },
            _ => throw new UnreachableException($"The pass {_pass} belongs to no part of an epoch."),
        };
    }
}
