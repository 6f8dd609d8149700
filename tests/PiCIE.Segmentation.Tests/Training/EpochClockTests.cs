using PiCIE.Segmentation.Training;

namespace PiCIE.Segmentation.Tests.Training;

public sealed class EpochClockTests
{
    [Fact]
    public void Each_part_of_an_epoch_has_its_seconds()
    {
        SteppedTime time = new();
        EpochClock clock = new(time);
        clock.BeforeEpoch(0);
        Pass(clock, time, before: 1, EpochPass.ClusterView1, seconds: 10);
        Pass(clock, time, before: 0, EpochPass.ClusterView2, seconds: 20);
        Pass(clock, time, before: 0, EpochPass.LabelView1, seconds: 100);
        Pass(clock, time, before: 0, EpochPass.LabelView2, seconds: 200);
        Pass(clock, time, before: 0, EpochPass.Train, seconds: 1000);
        clock.AfterEpoch(null!);
        clock.Seconds.ShouldBe(new EpochSeconds(Views: 1, Clustering: 30, Labels: 300, Training: 1000));
        clock.Seconds.Total.ShouldBe(1331);
    }

    [Fact]
    public void Without_a_labelling_pass_labels_take_no_time()
    {
        SteppedTime time = new();
        EpochClock clock = new(time);
        clock.BeforeEpoch(0);
        Pass(clock, time, before: 1, EpochPass.ClusterView2, seconds: 20);
        Pass(clock, time, before: 0, EpochPass.Train, seconds: 1000);
        clock.AfterEpoch(null!);
        clock.Seconds.ShouldBe(new EpochSeconds(Views: 1, Clustering: 20, Labels: 0, Training: 1000));
    }

    [Fact]
    public void The_next_epoch_starts_from_nothing()
    {
        SteppedTime time = new();
        EpochClock clock = new(time);
        clock.BeforeEpoch(0);
        Pass(clock, time, before: 1, EpochPass.Train, seconds: 1000);
        clock.AfterEpoch(null!);
        time.Seconds += 50;
        clock.BeforeEpoch(1);
        Pass(clock, time, before: 2, EpochPass.Train, seconds: 3);
        clock.AfterEpoch(null!);
        clock.Seconds.ShouldBe(new EpochSeconds(Views: 2, Clustering: 0, Labels: 0, Training: 3));
    }

    /// <summary>A pass of two batches after some seconds of other work.</summary>
    private static void Pass(EpochClock clock, SteppedTime time, long before, EpochPass pass, long seconds)
    {
        time.Seconds += before;
        clock.BeforeBatch(new BatchMoment(0, pass, 0, 2, 4));
        time.Seconds += seconds;
        clock.BeforeBatch(new BatchMoment(0, pass, 1, 2, 4));
    }

    private sealed class SteppedTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
