using PiCIE.Experiments.Failures;

namespace PiCIE.Experiments.Tests.Failures;

public sealed class DiskErrorsTests
{
    [Theory]
    [InlineData(28, true)]
    [InlineData(122, true)]
    [InlineData(unchecked((int)0x80070070), true)]
    [InlineData(unchecked((int)0x80070027), true)]
    [InlineData(5, false)]
    [InlineData(13, false)]
    public void A_disk_is_full_when_its_room_or_a_quota_is_used_up(int error, bool full) => DiskErrors.IsFull(new IOException("no", error)).ShouldBe(full);
}
