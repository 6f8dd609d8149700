using PiCIE.Storage.Columns;

namespace PiCIE.Storage.Tests.Columns;

public sealed class UtcTextTests
{
    [Fact]
    public void A_time_is_stored_in_utc_wherever_it_was_said()
    {
        DateTimeOffset noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.FromHours(2));

        UtcText.Write(noon).ShouldBe("2026-11-29T10:00:00.0000000Z");
        UtcText.Read(UtcText.Write(noon)).ShouldBe(noon);
    }
}
