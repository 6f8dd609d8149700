using PiCIE.Segmentation.Training;

namespace PiCIE.Segmentation.Tests.Training;

public sealed class MemoryTrimmingTests
{
    private readonly Recorder _observer = new();
    private long _resident = MemoryTrimming.MuchBytes + 1;
    private int _trims;

    private MemoryTrimming Trimming => new(_observer, () => _resident, () => _trims++);

    [Theory]
    [InlineData(EpochPass.LabelView1)]
    [InlineData(EpochPass.Train)]
    public void Much_memory_is_given_back_where_clustering_or_labelling_has_ended(EpochPass next)
    {
        Trimming.BeforeBatch(new BatchMoment(0, next, 0, 3, 4));
        _trims.ShouldBe(1);
    }

    [Fact]
    public void Much_memory_is_given_back_when_the_training_pass_has_ended()
    {
        Trimming.AfterBatch(new BatchMoment(0, EpochPass.Train, 1, 3, 4));
        _trims.ShouldBe(0);
        Trimming.AfterBatch(new BatchMoment(0, EpochPass.Train, 2, 3, 4));
        _trims.ShouldBe(1);
    }

    [Fact]
    public void Little_memory_is_kept()
    {
        _resident = MemoryTrimming.MuchBytes;
        Trimming.BeforeBatch(new BatchMoment(0, EpochPass.Train, 0, 1, 4));
        Trimming.AfterBatch(new BatchMoment(0, EpochPass.Train, 0, 1, 4));
        _trims.ShouldBe(0);
    }

    [Theory]
    [InlineData(EpochPass.ClusterView1, 0)]
    [InlineData(EpochPass.ClusterView2, 0)]
    [InlineData(EpochPass.LabelView2, 0)]
    [InlineData(EpochPass.LabelView1, 1)]
    [InlineData(EpochPass.Train, 1)]
    public void Within_a_part_of_an_epoch_nothing_is_given_back(EpochPass pass, int batch)
    {
        Trimming.BeforeBatch(new BatchMoment(0, pass, batch, 3, 4));
        Trimming.AfterBatch(new BatchMoment(0, pass, batch, 3, 4));
        _trims.ShouldBe(0);
    }

    [Fact]
    public void The_next_observer_hears_of_every_moment()
    {
        ITrainingObserver trimming = Trimming;
        trimming.BeforeEpoch(5);
        trimming.BeforeBatch(new BatchMoment(5, EpochPass.Train, 0, 1, 4));
        trimming.StillWorking();
        trimming.AfterBatch(new BatchMoment(5, EpochPass.Train, 0, 1, 4));
        trimming.AfterEpoch(null!);
        _observer.Moments.ShouldBe(["before epoch 5", "before batch", "still working", "after batch", "after epoch"]);
    }

    private sealed class Recorder : ITrainingObserver
    {
        public List<string> Moments { get; } = [];

        public void BeforeEpoch(int epoch) => Moments.Add($"before epoch {epoch}");

        public void BeforeBatch(BatchMoment batch) => Moments.Add("before batch");

        public void StillWorking() => Moments.Add("still working");

        public void AfterBatch(BatchMoment batch) => Moments.Add("after batch");

        public void AfterEpoch(FinishedEpoch epoch) => Moments.Add("after epoch");
    }
}
