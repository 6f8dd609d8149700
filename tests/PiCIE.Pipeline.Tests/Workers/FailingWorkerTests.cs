using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Checking;

namespace PiCIE.Pipeline.Tests.Workers;

/// <summary>Two workers of a team, one of which has a bad disk or mount: the other one does the work, and nothing fails.</summary>
public sealed class FailingWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private readonly CancellationTokenSource _stop = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-failing-");
    private readonly List<Task> _working = [];
    private string _server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        _server = await PostgreSqlServer.NewEmptyDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        _folder.Delete(recursive: true);
        await (_server is null ? Task.CompletedTask : PostgreSqlServer.RemoveAsync(_server));
    }

    [Fact]
    public async Task A_worker_whose_mount_is_gone_closes_and_says_why_and_takes_stages_again_when_it_is_back()
    {
        await using TestHome bad = Home("bad"), good = Home("good"), desk = Home("desk");
        foreach (string kind in new[] { "preprocess", "train", "cluster", "evaluate" })
        {
            bad.Let(kind, "mount");
        }

        Task failing = WorkAsync(bad);
        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1, 2, 3));
        await UntilAsync(async () => (await WorkersAsync(desk)).Exists(worker => worker.State == WorkerState.Closed));
        (await WorkersAsync(desk)).Single().Trouble.ShouldBe("The mount is gone.");
        Task working = WorkAsync(good);
        await UntilDoneAsync(desk);
        foreach (string kind in new[] { "preprocess", "train", "cluster", "evaluate" })
        {
            bad.Let(kind, null);
        }

        await File.WriteAllTextAsync(bad.Root + "-mount", "is back", TestContext.Current.CancellationToken);
        await UntilAsync(async () => (await WorkersAsync(desk)).TrueForAll(worker => worker is { State: WorkerState.Alive, Trouble: null }));

        await StopAsync(failing, working);
        good.Ran().Length.ShouldBe(1 + (3 * 3));
        await NothingFailedAsync(desk);
    }

    [Fact]
    public async Task A_worker_that_does_not_reach_the_shared_folder_takes_no_input_for_lost()
    {
        string link = Path.Combine(_folder.FullName, "mounted");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "artifacts"));
        Directory.CreateSymbolicLink(link, Path.Combine(_folder.FullName, "artifacts"));
        await using TestHome bad = Home("bad", artifacts: link), good = Home("good"), desk = Home("desk");
        bad.Let("train", "late");
        Task failing = WorkAsync(bad);
        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));
        await UntilAsync(() => Task.FromResult(bad.Ran().Contains("train")));
        Directory.Delete(link);
        await UntilAsync(async () => (await WorkersAsync(desk)).Exists(worker => worker.State == WorkerState.Closed));
        (await WorkersAsync(desk)).Single().Trouble!.ShouldContain($"The folder of artifacts {link} is out of reach");

        Task working = WorkAsync(good);
        await UntilDoneAsync(desk);

        await StopAsync(failing, working);
        bad.Ran().ShouldBe(["preprocess", "train"]);
        good.Ran().ShouldBe(["train", "cluster", "evaluate"], "what the other one held it may compute again, and nothing that was done");
        await NothingFailedAsync(desk);
    }

    [Fact]
    public async Task A_result_that_cannot_be_written_gives_way_to_another_worker_and_stays_until_the_stage_is_done()
    {
        await using TestHome bad = Home("bad", RefusingStore.Use), good = Home("good"), desk = Home("desk");
        bad.Get<RefusingStore>().Full = "train";
        Task failing = WorkAsync(bad);
        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));
        await UntilAsync(async () => (await WorkersAsync(desk)).Exists(worker => worker.State == WorkerState.Closed));
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        bad.Home.AttemptFolders().ShouldHaveSingleItem("while there is no other worker it is held");

        Task working = WorkAsync(good);
        await UntilDoneAsync(desk);

        await StopAsync(failing, working);
        bad.Ran().Take(2).ShouldBe(["preprocess", "train"]);
        (bad.Ran().Count(kind => kind == "train"), good.Ran().First()).ShouldBe((1, "train"));
        await using PicieContext context = await desk.OpenAsync();
        (await context.Attempts.Where(attempt => attempt.Sentence != null).Select(attempt => attempt.Sentence).SingleAsync())!.ShouldStartWith("held: The disk of ");
        await NothingFailedAsync(desk);
    }

    private static async Task NothingFailedAsync(TestHome desk)
    {
        await using PicieContext context = await desk.OpenAsync();
        (await context.Attempts.CountAsync(attempt => attempt.Outcome == AttemptOutcome.Failed || attempt.Outcome == AttemptOutcome.Lost)).ShouldBe(0);
        (await Invariants.BrokenAsync(context, CancellationToken.None)).ShouldBeEmpty();
    }

    private TestHome Home(string name, Action<IServiceCollection>? replace = null, string? artifacts = null) => new(
        Directory.CreateDirectory(Path.Combine(_folder.FullName, name)).FullName,
        services =>
        {
            services.AddSingleton(new QueueTimes
            {
                Lease = TimeSpan.FromSeconds(2),
                Heartbeat = TimeSpan.FromMilliseconds(300),
                Reconcile = TimeSpan.FromMilliseconds(300),
                Offer = TimeSpan.FromSeconds(5),
            });
            services.AddSingleton(new FailureRules { FirstWait = TimeSpan.FromMilliseconds(50), LongestWait = TimeSpan.FromMilliseconds(50) });
            replace?.Invoke(services);
        },
        _server,
        artifacts: artifacts ?? Path.Combine(_folder.FullName, "artifacts"));

    private Task WorkAsync(TestHome home)
    {
        TeamWorker worker = home.Get<TeamWorker>();
        worker.Times = worker.Times with
        {
            HoldRetry = TimeSpan.FromMilliseconds(50),
            Hold = TimeSpan.FromMilliseconds(200),
            Probe = TimeSpan.FromMilliseconds(200),
            LongestProbe = TimeSpan.FromMilliseconds(200),
        };
        Task working = Task.Run(() => worker.RunAsync([PoolSpec.Default], new Watching(), () => { }, _ => { }, _stop.Token, default));
        _working.Add(working);
        return working;
    }

    private async Task StopAsync(params Task[] working)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(working).WaitAsync(Deadline, TestContext.Current.CancellationToken);
    }

    private static async Task<List<WorkerDocument>> WorkersAsync(TestHome desk) => [.. (await desk.SendAsync(new ListWorkers())).Workers];

    private Task UntilDoneAsync(TestHome desk) => UntilAsync(async () =>
    {
        await using PicieContext context = await desk.OpenAsync();
        return await context.Runs.AllAsync(run => run.Status == RunStatus.Done);
    });

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource patience = new(Deadline);
        while (!await holds())
        {
            // A worker that ended by itself would be waited for in vain.
            await Task.WhenAll(_working.Where(working => working.IsFaulted));
            await Task.Delay(50, patience.Token);
        }
    }
}
