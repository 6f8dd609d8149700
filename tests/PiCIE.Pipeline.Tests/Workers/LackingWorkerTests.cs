using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.Workers;
using PiCIE.Storage;
using PiCIE.Storage.Checking;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Tests.Workers;

/// <summary>Photographs lie under one path on several machines, and the copy on one of them lacks some.</summary>
public sealed class LackingWorkerTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-lacking-");
    private readonly CancellationTokenSource _stop = new();
    private readonly Watching _watching = new();
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
    public async Task What_one_machine_lacks_is_read_on_another_and_costs_no_try()
    {
        await using TestHome lacking = Home("lacking"), whole = Home("whole"), desk = Home("desk");
        lacking.Let("preprocess", "input");
        Task[] working = [Work(lacking), Work(whole)];
        await UntilAsync(async () => (await desk.SendAsync(new ListWorkers())).Workers.Count == 2);
        foreach (string photographs in new[] { "one", "two", "three" })
        {
            await desk.SubmitAsync(TestPlans.OfPhotographs(photographs, desk, photographs, photographs, 1));
        }

        await UntilAsync(() => AllAsync(desk, RunStatus.Done));

        await _stop.CancelAsync();
        await Task.WhenAll(working);
        await using PicieContext context = await desk.OpenAsync();
        Attempt[] left = [.. await context.Attempts.Where(attempt => attempt.Outcome != AttemptOutcome.Succeeded).ToListAsync()];
        left.ShouldNotBeEmpty("a slot of each worker is filled at once");
        left.ShouldAllBe(attempt => attempt.Outcome == AttemptOutcome.Interrupted && attempt.Sentence == "a.jpg is cut off after 12 bytes");
        left.DistinctBy(attempt => attempt.StageId).Count().ShouldBe(left.Length, "the worker leaves alone what failed it");
        _watching.Notices.OfType<StageLogged>().ShouldContain(notice => notice.Text.Contains("Another worker reads these photographs too"));
        (await Invariants.BrokenAsync(context, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_every_machine_lacks_is_the_failure_of_the_stage()
    {
        await using TestHome first = Home("first"), second = Home("second"), desk = Home("desk");
        first.Let("preprocess", "input");
        second.Let("preprocess", "input");
        Task[] working = [Work(first), Work(second)];
        await UntilAsync(async () => (await desk.SendAsync(new ListWorkers())).Workers.Count == 2);
        await desk.SubmitAsync(TestPlans.Of(desk, "fields", "text", 1));

        await UntilAsync(() => AllAsync(desk, RunStatus.Failed));

        await _stop.CancelAsync();
        await Task.WhenAll(working);
        await using PicieContext context = await desk.OpenAsync();
        (await context.Attempts.OrderBy(attempt => attempt.Number).Select(attempt => attempt.Outcome).ToListAsync()).ShouldBe([AttemptOutcome.Interrupted, AttemptOutcome.Failed]);
    }

    private static async Task<bool> AllAsync(TestHome desk, RunStatus status)
    {
        await using PicieContext context = await desk.OpenAsync();
        return await context.Runs.AllAsync(run => run.Status == status);
    }

    private TestHome Home(string name) => new(
        Path.Combine(_folder.FullName, name),
        services => services.AddSingleton(new QueueTimes { Heartbeat = TimeSpan.FromMilliseconds(300), Reconcile = TimeSpan.FromMilliseconds(500), Offer = TimeSpan.FromSeconds(5) }),
        _server,
        artifacts: Path.Combine(_folder.FullName, "artifacts"));

    private Task Work(TestHome home) => Task.Run(() => home.Get<TeamWorker>().RunAsync(PoolSpec.ReadAll([]), _watching, () => { }, _ => { }, _stop.Token, default));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource patience = new(Deadline);
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }
}
