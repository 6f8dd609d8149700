using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Workers;

/// <summary>Workers that end because somebody elsewhere, or a newer schema, wants them to.</summary>
public sealed class DrainWorkersTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-drain-");
    private readonly List<string> _why = [];
    private readonly CancellationTokenSource _stop = new();
    private string _server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        _server = await PostgreSqlServer.NewEmptyDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
        _folder.Delete(recursive: true);
        if (_server is not null)
        {
            await PostgreSqlServer.RemoveAsync(_server);
        }
    }

    [Fact]
    public async Task A_drained_worker_ends_by_itself_and_another_does_the_rest()
    {
        await using TestHome first = Home("first"), second = Home("second"), desk = Home("desk");
        first.Let("train", "slow");
        Task working = await WorkAsync(first, desk);
        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));
        await UntilAsync(() => first.Ran().Contains("train"));
        WorkerDocument worker = (await desk.SendAsync(new ListWorkers())).Workers.Single();

        DrainedWorkerDocument drained = (await desk.SendAsync(new DrainWorkers([$"{worker.Host}:{worker.Pid}", worker.Host, $"{worker.Id}"]))).Workers.Single();

        (drained.WasDraining, drained.Silent, drained.Stages.Single()).ShouldBe((false, false, "Train 1"));
        (await desk.SendAsync(new ListWorkers())).Workers.Single().State.ShouldBe(WorkerState.Draining);
        await working.WaitAsync(Deadline);
        _why.ShouldHaveSingleItem().ShouldContain("picie workers drain");
        (await desk.SendAsync(new ListWorkers())).Workers.ShouldBeEmpty();
        Task rest = await WorkAsync(second, desk);
        await UntilAsync(async () =>
        {
            await using PicieContext context = await desk.OpenAsync();
            return await context.Runs.AllAsync(run => run.Status == RunStatus.Done);
        });
        await _stop.CancelAsync();
        await rest;
    }

    [Fact]
    public async Task A_worker_that_does_not_know_the_schema_any_more_ends_and_says_why()
    {
        await using TestHome home = Home("home"), desk = Home("desk");
        Task working = await WorkAsync(home, desk);
        await using (PicieContext context = await desk.OpenAsync())
        {
            await context.Database.ExecuteSqlAsync($"insert into \"__EFMigrationsHistory\" (migration_id, product_version) values ('29990101000000_Newer', '99')");
        }

        await working.WaitAsync(Deadline);

        _why.ShouldHaveSingleItem().ShouldContain("29990101000000_Newer");
    }

    [Theory]
    [InlineData("nowhere:1", "no-worker")]
    [InlineData("00", "no-worker")]
    public async Task A_worker_that_is_not_there_is_named_and_nothing_is_drained(string name, string code)
    {
        await using TestHome home = Home("home"), desk = Home("desk");
        Task working = await WorkAsync(home, desk);
        string host = (await desk.SendAsync(new ListWorkers())).Workers.Single().Host;

        (await Should.ThrowAsync<PicieException>(() => desk.SendAsync(new DrainWorkers([host, name])))).Code.ShouldBe(code);

        (await desk.SendAsync(new ListWorkers())).Workers.Single().State.ShouldBe(WorkerState.Alive);
        await _stop.CancelAsync();
        await working;
        _why.ShouldBeEmpty();
    }

    private TestHome Home(string name) => new(
        Path.Combine(_folder.FullName, name),
        services => services.AddSingleton(new QueueTimes { Heartbeat = TimeSpan.FromMilliseconds(300), Reconcile = TimeSpan.FromMilliseconds(500), Offer = TimeSpan.FromSeconds(5) }),
        _server,
        artifacts: Path.Combine(_folder.FullName, "artifacts"));

    private async Task<Task> WorkAsync(TestHome home, TestHome desk)
    {
        TeamWorker worker = home.Get<TeamWorker>();
        worker.Times = worker.Times with { Terminate = TimeSpan.FromMilliseconds(200), Kill = TimeSpan.FromMilliseconds(200) };
        Task working = Task.Run(() => worker.RunAsync(PoolSpec.ReadAll([]), SilentObserver.Instance, () => { }, _why.Add, _stop.Token, default));
        await UntilAsync(async () => (await desk.SendAsync(new ListWorkers())).Workers.Any(row => row.State == WorkerState.Alive));
        return working;
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource patience = new(Deadline);
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
