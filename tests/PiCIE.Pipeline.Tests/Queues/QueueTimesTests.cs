using PiCIE.Pipeline.Queues;

namespace PiCIE.Pipeline.Tests.Queues;

public sealed class QueueTimesTests
{
    [Fact]
    public void What_is_not_named_keeps_its_default()
    {
        QueueTimes.Read(null).ShouldBe(new QueueTimes());
        QueueTimes.Read("lease=2,heartbeat=0.4").ShouldBe(new QueueTimes { Lease = TimeSpan.FromSeconds(2), Heartbeat = TimeSpan.FromSeconds(0.4) });
        QueueTimes.Read("reconcile=1,offer=3,look=0.2").ShouldBe(
            new QueueTimes { Reconcile = TimeSpan.FromSeconds(1), Offer = TimeSpan.FromSeconds(3), Look = TimeSpan.FromSeconds(0.2) });
    }

    [Theory]
    [InlineData("lease")]
    [InlineData("lease=soon")]
    [InlineData("lease=0")]
    [InlineData("lease=-1")]
    [InlineData("lease=1e9")]
    [InlineData("leases=2")]
    public void What_is_no_time_of_the_queue_is_refused(string text)
    {
        PicieException error = Should.Throw<PicieException>(() => PicieHome.From(name => name == "PICIE_QUEUE_TIMES" ? $"offer=3,{text}" : null, "/here"));

        (error.Kind, error.Where).ShouldBe((ProblemKind.Input, "PICIE_QUEUE_TIMES"));
        error.Message.ShouldContain($"'{text}'");
    }

    [Fact]
    public void The_variable_reaches_the_queue_of_the_home() =>
        PicieHome.From(name => name == "PICIE_QUEUE_TIMES" ? "lease=2" : null, "/here").Times.Lease.ShouldBe(TimeSpan.FromSeconds(2));
}
