using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Expectations;
using PiCIE.Pipeline.Queues;

namespace PiCIE.Pipeline.Tests.Expectations;

/// <summary>When stages start and end in some slots, by hand.</summary>
public sealed class ScheduleTests
{
    private static readonly StageNeeds Train = new(StageKind.Train, 1, "auto", null);
    private static readonly StageNeeds Cluster = new(StageKind.Cluster, 1, "auto", null);

    [Fact]
    public void One_slot_does_one_after_the_other_and_two_share()
    {
        ScheduledStage[] stages = [Of(10), Of(20), Of(30)];

        new Schedule(stages, [Pool("a", 1)]).Starts.ShouldBe([0, 10, 30]);
        new Schedule(stages, [Pool("a", 1)]).End.ShouldBe(60);
        new Schedule(stages, [Pool("a", 2)]).Starts.ShouldBe([0, 0, 10]);
        new Schedule(stages, [Pool("a", 1), Pool("b", 1)]).End.ShouldBe(40);
    }

    [Fact]
    public void A_stage_waits_for_what_it_reads_and_another_goes_before_it_meanwhile()
    {
        Schedule schedule = new([Of(10), Of(5, 0), Of(20)], [Pool("a", 2)]);

        schedule.Starts.ShouldBe([0, 10, 0]);
        schedule.End.ShouldBe(20);
    }

    [Fact]
    public void What_runs_keeps_its_slot_for_the_rest_of_its_time()
    {
        ScheduledStage running = Of(7) with { Pool = "a" };

        new Schedule([running, Of(10), Of(10)], [Pool("a", 1)]).Starts.ShouldBe([0, 7, 17]);
        new Schedule([running with { Pool = "gone" }, Of(10)], [Pool("a", 1)]).Starts.ShouldBe([0, 0], "a pool that is gone holds no slot of another");
    }

    [Fact]
    public void Nothing_is_said_of_what_comes_after_an_unknown_time()
    {
        Schedule one = new([Of(10), Of(null), Of(10), Of(1, 1)], [Pool("a", 1)]);
        one.Starts.ShouldBe([0, 10, null, null]);
        one.End.ShouldBeNull();

        new Schedule([Of(10), Of(null), Of(10), Of(1, 1)], [Pool("a", 2)]).Starts.ShouldBe([0, 0, 10, null], "another slot goes on");
    }

    [Fact]
    public void A_stage_goes_to_a_pool_that_can_do_it_and_to_none_that_cannot()
    {
        ScheduledStage clustering = new(Cluster, 5, []);
        SlotPool trains = Pool("a", 1) with { CanDo = needs => needs.Kind == StageKind.Train };

        new Schedule([Of(10), Of(10), clustering], [trains, Pool("b", 1) with { CanDo = needs => needs.Kind == StageKind.Cluster }]).Starts.ShouldBe([0, 10, 0]);
        new Schedule([clustering], [trains]).Starts.ShouldBe([null]);
        new Schedule([clustering], [trains]).End.ShouldBeNull();
        new Schedule([], []).End.ShouldBe(0);
    }

    private static ScheduledStage Of(double? seconds, params int[] after) => new(Train, seconds, after);

    private static SlotPool Pool(string name, int slots) => new(name, slots, _ => true);
}
