using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Admissions;

/// <summary>Which pool a stage is offered to, and several admissions at once.</summary>
public abstract class PoolAdmissionTests(DatabaseKind kind) : AdmissionHome(kind)
{
    [Fact]
    public async Task Several_admissions_at_once_offer_no_more_than_there_is_room_for()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2, 3, 4, 5, 6);
        await AdmitAsync(slots: 1, experiment);
        await DoAsync(Jobs.Single().Stage);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Home.Get<Admission>().AdmitAsync(
            [new JobPool(WorkSession.PoolName, 2, (_, _, _) => { })], Home.Asked(experiment), TestContext.Current.CancellationToken))));

        await using PicieContext context = await Home.OpenAsync();
        (await context.Stages.CountAsync(stage => stage.OfferedUntil != null)).ShouldBe(2);
    }

    [Fact]
    public async Task A_stage_is_offered_to_a_pool_that_can_do_it_and_to_the_freest_of_these()
    {
        Guid experiment = await SubmitAsync("all", priority: 0, 1, 2, 3);
        await AdmitAsync(slots: 1, experiment);
        await DoAsync(Jobs.Single().Stage);
        JobPool blind = PoolOf("blind", 9, needs => needs.Kind != StageKind.Train), small = PoolOf("small", 1, _ => true), large = PoolOf("large", 3, _ => true);

        await Home.Get<Admission>().AdmitAsync([blind, small, large], Home.Asked(experiment), TestContext.Current.CancellationToken);

        await using PicieContext context = await Home.OpenAsync();
        (await context.Stages.Where(stage => stage.OfferedUntil != null).Select(stage => stage.Pool).OrderBy(pool => pool).ToListAsync()).ShouldBe(["large", "large", "small"]);
    }

    [Fact]
    public async Task A_stage_whose_offer_ran_out_in_a_pool_goes_to_another_where_there_is_one()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        JobPool dead = PoolOf("dead", 9, _ => true), other = PoolOf("other", 1, _ => true);
        await Home.Get<Admission>().AdmitAsync([dead], Home.Asked(experiment), default);
        await EndOffersAsync();

        await Home.Get<Admission>().AdmitAsync([dead, other], Home.Asked(experiment), default);

        (await StageAsync(Jobs[^1].Stage)).Pool.ShouldBe("other");
    }

    [Fact]
    public async Task A_stage_whose_result_a_home_keeps_goes_to_that_home_first()
    {
        Guid experiment = await SubmitAsync("all", priority: 0);
        JobPool large = PoolOf("large", 9, _ => true) with { Home = "elsewhere:/home" }, keeper = PoolOf("keeper", 1, _ => true) with { Home = "here:/home" };
        await Home.Get<Admission>().AdmitAsync([keeper], Home.Asked(experiment), default);
        Guid stage = Jobs.Single().Stage;
        StartedAttempt started = await StartAsync(stage, (await StageAsync(stage)).Offer);
        (await Home.Get<IStageLedger>().GiveWayAsync(stage, started.Number, keeper.Home!, "held: no room", default)).ShouldBeTrue();

        await Home.Get<Admission>().AdmitAsync([large, keeper], Home.Asked(experiment), default);

        (await StageAsync(stage)).Pool.ShouldBe("keeper");
    }
}

public sealed class PoolAdmissionOnSqliteTests() : PoolAdmissionTests(DatabaseKind.Sqlite);

public sealed class PoolAdmissionOnPostgreSqlTests() : PoolAdmissionTests(DatabaseKind.PostgreSql);
