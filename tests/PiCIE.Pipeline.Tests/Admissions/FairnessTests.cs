using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Specs;
using PiCIE.Pipeline.Submissions;
using PiCIE.Storage;
using PiCIE.Storage.Limits;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Admissions;

/// <summary>Who is next where several people wait, on a real database of each kind.</summary>
public abstract class FairnessTests(DatabaseKind kind) : AdmissionHome(kind)
{
    [Fact]
    public async Task Of_equal_priority_comes_first_who_used_least_for_their_weight()
    {
        await SubmitAsync("ada", "older", 0);
        await SubmitAsync("bob", "younger", 0);
        await UseAsync("ada", 1000);
        await UseAsync("bob", 600);

        await AdmitAllAsync(1);
        Jobs.Single().Title.ShouldBe("Preprocess younger");

        await GiveBackAsync();
        await LimitAsync(PersonLimits.Weight, "ada", 2);
        await AdmitAllAsync(1);
        Jobs.Last().Title.ShouldBe("Preprocess older", "1000 seconds of weight 2 are less than 600 of weight 1");
    }

    [Fact]
    public async Task Priority_comes_before_fairness()
    {
        await SubmitAsync("ada", "urgent", 1);
        await SubmitAsync("bob", "patient", 0);
        await UseAsync("ada", 100_000);

        await AdmitAllAsync(1);

        Jobs.Single().Title.ShouldBe("Preprocess urgent");
    }

    [Fact]
    public async Task A_big_sweep_does_not_starve_the_later_run_of_somebody_else()
    {
        await SubmitAsync("ada", "sweep", 0, [.. Enumerable.Range(1, 40).Select(seed => (long)seed)]);
        await AdmitAllAsync(1);
        await DoAsync(Jobs.Single().Stage);
        await SubmitAsync("bob", "one", 0);

        await AdmitAllAsync(4);

        Jobs.Skip(1).Count(job => job.Title == "Preprocess one").ShouldBe(1, "what was offered to ada in the same look counts as hers");
    }

    [Fact]
    public async Task What_was_used_a_day_ago_counts_half()
    {
        await SubmitAsync("ada", "older", 0);
        await SubmitAsync("bob", "younger", 0);
        await UseAsync("ada", 700, TimeSpan.FromDays(1));
        await UseAsync("bob", 400);

        await AdmitAllAsync(1);

        Jobs.Single().Title.ShouldBe("Preprocess older");
    }

    [Fact]
    public async Task An_attempt_is_paid_by_the_person_whose_experiment_it_was_charged_to_however_it_ends()
    {
        await SubmitAsync("ada", "older", 0);
        await AdmitAllAsync(1);
        StartedAttempt started = await StartAsync(Jobs[0].Stage, Jobs[0].Offer);
        await Task.Delay(20, TestContext.Current.CancellationToken);
        (await Home.Get<IStageLedger>().InterruptAsync(Jobs[0].Stage, started.Number, default)).ShouldBeTrue();
        double first = await UsedAsync("ada");
        first.ShouldBeInRange(0.01, 10);

        await AdmitAllAsync(1);
        await StartAsync(Jobs[1].Stage, Jobs[1].Offer);
        await Task.Delay(20, TestContext.Current.CancellationToken);
        (await Home.Get<IStageLedger>().ClearAsync(default)).ShouldBe(1);

        (await UsedAsync("ada")).ShouldBeGreaterThan(first + 0.01);
    }

    [Fact]
    public async Task Of_people_who_used_the_same_comes_first_who_waits_longest()
    {
        await SubmitAsync("cyd", "oldest", 0);
        await SubmitAsync("ada", "older", 0);
        await SubmitAsync("bob", "younger", 0);

        await AdmitAllAsync(3);

        Jobs.Select(job => job.Title).ShouldBe(["Preprocess oldest", "Preprocess older", "Preprocess younger"]);
    }

    [Fact]
    public async Task An_attempt_that_goes_on_for_longer_than_such_stages_take_counts_with_all_its_time()
    {
        await SubmitAsync("ada", "older", 0);
        await AdmitAllAsync(1);
        await StartAsync(Jobs[0].Stage, Jobs[0].Offer);
        await SubmitAsync("ada", "older still waits", 0, 50);
        await SubmitAsync("bob", "younger", 0);
        await UseAsync("bob", 400);
        await using (PicieContext context = await Home.OpenAsync())
        {
            DateTimeOffset before = DateTimeOffset.UtcNow.AddSeconds(-1000);
            await context.Attempts.ExecuteUpdateAsync(update => update.SetProperty(attempt => attempt.StartedAt, before));
        }

        await AdmitAllAsync(2);

        Jobs[^1].Title.ShouldBe("Preprocess younger", "1000 seconds that run are more than 400 that were used");
    }

    [Fact]
    public async Task What_was_used_stays_the_same_when_its_rows_are_put_together()
    {
        await using (PicieContext context = await Home.OpenAsync())
        {
            context.AddRange(Enumerable.Range(0, PersonUsage.MostRows).Select(row => new Usage
            {
                Id = Guid.CreateVersion7(),
                Person = row % 3 == 0 ? "ada" : "bob",
                DeviceKind = row % 2 == 0 ? "cpu" : "cuda",
                Seconds = 1,
                At = DateTimeOffset.UtcNow,
            }));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        double before = await UsedAsync("bob");
        await Home.Get<IStageLedger>().ClearAsync(default);

        (await UsedAsync("bob")).ShouldBe(before, tolerance: 1);
        await using PicieContext after = await Home.OpenAsync();
        (await after.Set<Usage>().Select(usage => new { usage.Person, usage.DeviceKind }).ToListAsync(TestContext.Current.CancellationToken))
            .ShouldBe([new { Person = "ada", DeviceKind = "cpu" }, new { Person = "ada", DeviceKind = "cuda" }, new { Person = "bob", DeviceKind = "cpu" }, new { Person = "bob", DeviceKind = "cuda" }], ignoreOrder: true);
    }

    [Fact]
    public async Task Nobody_has_more_at_once_than_their_limit()
    {
        await SubmitAsync("ada", "sweep", 0, 1, 2, 3, 4);
        await AdmitAllAsync(1);
        await DoAsync(Jobs.Single().Stage);
        await LimitAsync(PersonLimits.Most, "", 1);
        await LimitAsync(PersonLimits.Most, "ada", 2);
        await SubmitAsync("bob", "one", 0, 5);
        await SubmitAsync("bob", "two", 0, 6);

        await AdmitAllAsync(8);

        Jobs.Skip(1).Select(job => job.Title).ShouldBe(["Preprocess one", "Train 1", "Train 2"], ignoreOrder: true);
    }

    /// <summary>Submits for a person. In these plans equal seeds share a training, so everybody has seeds of their own.</summary>
    private async Task SubmitAsync(string person, string name, int priority, params long[] seeds)
    {
        PlannedExperiment planned = TestPlans.OfPhotographs(name, Home, name, name, seeds.Length == 0 ? [person[0]] : seeds);
        await using PicieContext context = await Home.OpenAsync();
        await Home.Get<Submission>().WriteAsync(
            context, planned with { Spec = planned.Spec with { Priority = priority } }, person, TestContext.Current.CancellationToken);
    }

    private Task AdmitAllAsync(int slots) => Home.Get<PiCIE.Pipeline.Admissions.Admission>().AdmitAsync([Pool(slots)], null, TestContext.Current.CancellationToken);

    private async Task GiveBackAsync()
    {
        await using PicieContext context = await Home.OpenAsync();
        await Offers.ClearAsync(context.Stages.Where(stage => stage.OfferedUntil != null), default);
    }

    private async Task UseAsync(string person, double seconds, TimeSpan ago = default)
    {
        await using PicieContext context = await Home.OpenAsync();
        context.Add(new Usage { Id = Guid.CreateVersion7(), Person = person, DeviceKind = "cpu", Seconds = seconds, At = DateTimeOffset.UtcNow - ago });
        await context.SaveChangesAsync();
    }

    private async Task<double> UsedAsync(string person)
    {
        await using PicieContext context = await Home.OpenAsync();
        return await context.Set<Usage>().Where(usage => usage.Person == person).SumAsync(usage => usage.Seconds);
    }

    private Task LimitAsync(string name, string person, double value) =>
        PersonLimits.SetAsync(Home.Get<IDbContextFactory<PicieContext>>(), TimeProvider.System, name, person, value, default);
}

public sealed class FairnessOnSqliteTests() : FairnessTests(DatabaseKind.Sqlite);

public sealed class FairnessOnPostgreSqlTests() : FairnessTests(DatabaseKind.PostgreSql);
