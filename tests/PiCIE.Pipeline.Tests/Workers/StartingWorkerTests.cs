using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Pipeline.Tests.Workers;

/// <summary>What a worker meets at its start and soon after: a database that is not there, photographs that are new.</summary>
public sealed class StartingWorkerTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-news-");
    private string _server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        _server = await PostgreSqlServer.NewEmptyDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        if (_server is not null)
        {
            await PostgreSqlServer.RemoveAsync(_server);
        }
    }

    [Fact]
    public async Task New_photographs_are_read_at_once_and_not_at_the_next_heartbeat()
    {
        using CancellationTokenSource stop = new();
        await using TestHome home = Home("worker"), desk = Home("desk");
        Task working = Task.Run(() => home.Get<TeamWorker>().RunAsync(PoolSpec.ReadAll([]), SilentObserver.Instance, () => { }, _ => { }, stop.Token, default));
        await UntilAsync(async () => (await desk.SendAsync(new ListWorkers())).Workers.Count == 1);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));
        await using (PicieContext context = await desk.OpenAsync())
        {
            // As whoever adds the folder does.
            await QueueSignals.TellAsync(context, QueueSignals.DataSets, default);
        }

        await UntilAsync(async () =>
        {
            await using PicieContext context = await desk.OpenAsync();
            return await context.Runs.AllAsync(run => run.Status == RunStatus.Done);
        });
        await stop.CancelAsync();
        await working;
    }

    [Fact]
    public async Task A_worker_whose_database_is_not_there_ends_after_a_while_and_says_which_it_is()
    {
        await using TestHome home = new(
            Path.Combine(_folder.FullName, "worker"), null, "Host=127.0.0.1;Port=1;Database=picie;Username=me;Password=secret", artifacts: Path.Combine(_folder.FullName, "artifacts"));
        TeamWorker worker = home.Get<TeamWorker>();
        worker.LongestStart = TimeSpan.FromMilliseconds(100);

        PicieException refused = await Should.ThrowAsync<PicieException>(() => worker.RunAsync(PoolSpec.ReadAll([]), SilentObserver.Instance, () => { }, _ => { }, default, default));

        (refused.Code, refused.Kind).ShouldBe(("database", ProblemKind.Environment));
        refused.Message.ShouldStartWith("The database picie on 127.0.0.1:1 cannot be reached");
        refused.ToString().ShouldNotContain("secret");
    }

    private TestHome Home(string name) => new(
        Path.Combine(_folder.FullName, name),
        services => services.AddSingleton(new QueueTimes { Heartbeat = TimeSpan.FromHours(1), Lease = TimeSpan.FromHours(3), Reconcile = TimeSpan.FromMilliseconds(500) }),
        _server,
        artifacts: Path.Combine(_folder.FullName, "artifacts"));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
