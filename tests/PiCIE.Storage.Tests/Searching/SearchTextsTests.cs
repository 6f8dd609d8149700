using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using PiCIE.Storage.Experiments;
using PiCIE.Storage.Searching;
using PiCIE.Storage.Tests.Runs;

namespace PiCIE.Storage.Tests.Searching;

public sealed class SearchTextsTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_text_has_what_is_written_on_the_run_and_on_its_experiment_in_small_letters(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);

        (await TextsAsync(database)).ShouldBe(
        [
            "a1\nbest\nfields\npaper",
            "a2\nlooks like a *star*\nfields\npaper",
            "a3\nfields\npaper",
            "b1\närger\nforests\nfor the reviewers",
            "b2\nforests\nfor the reviewers",
        ]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task It_follows_a_change_of_the_run_alone_or_of_the_experiment_with_all_its_runs(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);
        await using PicieContext context = database.CreateDbContext();
        Run a3 = await context.Runs.SingleAsync(run => run.Name == "a3", TestContext.Current.CancellationToken);
        await using (IDbContextTransaction change = await context.Database.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            context.Add(new RunTag { RunId = a3.Id, Tag = "O'Brien \"ÖL\"" });
            await context.ExperimentTags.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
            await SearchTexts.UpdateAsync(context, a3.ExperimentId, a3.Id, TestContext.Current.CancellationToken);
            (await TextsOfAsync(context))[..3].ShouldBe(["a1\nbest\nfields\npaper", "a2\nlooks like a *star*\nfields\npaper", "a3\no'brien \"öl\"\nfields"]);
            await SearchTexts.UpdateAsync(context, a3.ExperimentId, null, TestContext.Current.CancellationToken);
            await change.CommitAsync(TestContext.Current.CancellationToken);
        }

        (await TextsAsync(database))[..3].ShouldBe(["a1\nbest\nfields", "a2\nlooks like a *star*\nfields", "a3\no'brien \"öl\"\nfields"]);
    }

    private static async Task<List<string>> TextsAsync(TestDatabase database)
    {
        await using PicieContext context = database.CreateDbContext();
        return await TextsOfAsync(context);
    }

    private static Task<List<string>> TextsOfAsync(PicieContext context) => context.Runs.OrderBy(run => run.Name).Select(run => run.SearchText).ToListAsync();
}
