using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests;

public sealed class OpenDatabaseTests
{
    [Fact]
    public async Task A_home_that_does_not_exist_reads_as_an_empty_one_and_is_not_made()
    {
        string root = Path.Combine(Directory.CreateTempSubdirectory("picie-none-").FullName, "home");
        PicieHome home = PicieHome.From(name => name == "PICIE_HOME" ? root : null, root);
        using OpenDatabase database = new(home, new(() => new NoFactory()), new SharedStore(home, TimeProvider.System), new QueueTimes());

        await using PicieContext context = await database.OpenToReadAsync(TestContext.Current.CancellationToken);

        (await context.Runs.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        Directory.Exists(root).ShouldBeFalse();
        Directory.Delete(Path.GetDirectoryName(root)!, recursive: true);
    }

    [Fact]
    public async Task What_a_reader_saves_is_forgotten()
    {
        await using TestHome home = new();
        await using (await home.OpenAsync())
        {
        }

        await using (PicieContext reading = await home.Get<OpenDatabase>().OpenToReadAsync(TestContext.Current.CancellationToken))
        {
            reading.Experiments.Add(new() { Id = Guid.CreateVersion7(), Person = "tester", Name = "x", Task = "t", Data = "d", CreatedAt = DateTimeOffset.UtcNow });
            await reading.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await using PicieContext context = await home.OpenAsync();
        (await context.Experiments.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task A_database_that_was_made_and_not_migrated_is_brought_up_to_date_for_a_reader()
    {
        await using TestHome home = new();
        File.WriteAllBytes(home.Home.Database, []);

        await using PicieContext reading = await home.Get<OpenDatabase>().OpenToReadAsync(TestContext.Current.CancellationToken);

        (await reading.Runs.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    /// <summary>A reader of a missing home must not ask for a context on its file.</summary>
    private sealed class NoFactory : IDbContextFactory<PicieContext>
    {
        public PicieContext CreateDbContext() => throw new InvalidOperationException("nobody may open the file");
    }
}
