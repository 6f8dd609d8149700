using PiCIE.Pipeline.Admissions;

namespace PiCIE.Pipeline.Tests.Admissions;

public sealed class CoalescedSignalTests
{
    [Fact]
    public async Task Raised_many_times_it_wakes_once()
    {
        using CoalescedSignal signal = new();
        signal.Raise();
        signal.Raise();

        (await signal.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await signal.WaitAsync(TimeSpan.Zero, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }
}
