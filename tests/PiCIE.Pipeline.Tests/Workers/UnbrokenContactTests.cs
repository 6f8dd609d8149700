using PiCIE.Pipeline.Workers;

namespace PiCIE.Pipeline.Tests.Workers;

public sealed class UnbrokenContactTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private readonly ManualClock _clock = new();
    private readonly UnbrokenContact _contact;
    private DateTimeOffset _now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);

    public UnbrokenContactTests() => _contact = new UnbrokenContact(TimeSpan.FromSeconds(20), _clock);

    [Fact]
    public void A_process_that_just_started_has_waited_nothing()
    {
        Reach(0, 0);
        _contact.Lasts(Lease).ShouldBeFalse();
        Reach(10, 10);
        Reach(10, 10);
        _contact.Lasts(Lease).ShouldBeFalse();
        Reach(10, 10);
        _contact.Lasts(Lease).ShouldBeTrue();
    }

    [Fact]
    public void A_gap_begins_it_anew()
    {
        ReachForALease();
        Reach(21, 21);
        _contact.Lasts(Lease).ShouldBeFalse();
        ReachForALease();
        _contact.Lasts(Lease).ShouldBeTrue();
    }

    [Theory]
    [InlineData(10, 3610)]
    [InlineData(10, -3590)]
    public void A_database_whose_time_moved_otherwise_than_ours_begins_it_anew(int ours, int its)
    {
        ReachForALease();
        Reach(ours, its);
        _contact.Lasts(Lease).ShouldBeFalse();
    }

    [Fact]
    public void A_contact_that_is_long_ago_is_none()
    {
        ReachForALease();
        _clock.Advance(TimeSpan.FromSeconds(21));
        _contact.Lasts(Lease).ShouldBeFalse();
    }

    private void ReachForALease()
    {
        for (int beat = 0; beat < 4; beat++)
        {
            Reach(10, 10);
        }
    }

    private void Reach(int ours, int its)
    {
        _clock.Advance(TimeSpan.FromSeconds(ours));
        _now += TimeSpan.FromSeconds(its);
        _contact.Reached(_now);
    }
}
