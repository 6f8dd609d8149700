using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Expectations;
using PiCIE.Pipeline.Tests.Admissions;
using PiCIE.Storage;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Expectations;

/// <summary>What is expected of a stage from those that are done, on a real database of each kind.</summary>
public abstract class PastStagesTests(DatabaseKind kind) : AdmissionHome(kind)
{
    private const string Likeness = "Preprocess of tests";
    private long _seed;

    [Fact]
    public async Task Nothing_is_expected_where_no_like_stage_is_done()
    {
        await SubmitAsync("one", priority: 0);

        (await ExpectAsync(Likeness)).ShouldBe(new Expectation(null, null, 0));
        (await ExpectAsync(null)).ShouldBe(new Expectation(null, null, 0));
    }

    [Fact]
    public async Task The_median_of_like_stages_counts_for_each_unit_of_work_and_of_room()
    {
        await DoneAsync("one", seconds: 100, bytes: 1000, work: 100, room: 10);
        await DoneAsync("two", seconds: 400, bytes: 3000, work: 200, room: 10);
        await DoneAsync("three", seconds: 9000, bytes: 90_000, work: 100, room: 10);

        (await ExpectAsync(Likeness, work: 50, room: 20)).ShouldBe(new Expectation(100, 6000, 3));
        (await ExpectAsync("Train of tests")).LikeStages.ShouldBe(0, "another kind is not like it");
        (await ExpectAsync(Likeness, device: "cuda:0")).LikeStages.ShouldBe(0, "another kind of device is not like it");
    }

    [Fact]
    public async Task An_attempt_that_took_only_the_rest_of_the_time_tells_nothing()
    {
        await DoneAsync("one", seconds: 100, bytes: 1000, work: 100, room: 10, resumed: true);

        (await ExpectAsync(Likeness)).LikeStages.ShouldBe(0);
    }

    private async Task<Expectation> ExpectAsync(string? likeness, string device = "auto", double work = 1, double room = 1)
    {
        await using PicieContext context = await Home.OpenAsync();
        return await new PastStages(context).ExpectAsync(likeness, device, work, room, TestContext.Current.CancellationToken);
    }

    private async Task DoneAsync(string name, double seconds, long bytes, double work, double room, bool resumed = false)
    {
        Guid experiment = await SubmitAsync(name, priority: 0, ++_seed);
        await AdmitAsync(slots: 1, experiment);
        Guid stage = Jobs[^1].Stage;
        await DoAsync(stage);
        await using PicieContext context = await Home.OpenAsync();
        await context.Stages.Where(row => row.Id == stage).ExecuteUpdateAsync(update => update.SetProperty(row => row.Work, work).SetProperty(row => row.Room, room));
        Attempt attempt = await context.Attempts.SingleAsync(row => row.StageId == stage);
        attempt.EndedAt = attempt.StartedAt.AddSeconds(seconds);
        attempt.ResumedFromAttempt = resumed ? 0 : null;
        attempt.ResumedFromBatch = resumed ? 0 : null;
        await context.SaveChangesAsync();
        await context.Artifacts.Where(row => row.Id == attempt.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.Bytes, bytes));
    }
}

public sealed class PastStagesOnSqliteTests() : PastStagesTests(DatabaseKind.Sqlite);

public sealed class PastStagesOnPostgreSqlTests() : PastStagesTests(DatabaseKind.PostgreSql);
