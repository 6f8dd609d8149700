using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PiCIE.Pipeline.Control;
using PiCIE.Pipeline.Deliveries;
using PiCIE.Pipeline.Queues;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work;
using PiCIE.Storage;

namespace PiCIE.Pipeline.Tests.Work;

public sealed class WorkLoopTests
{
    private static readonly TimeSpan Breaker = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Trouble_of_the_database_that_lasts_ends_the_work()
    {
        await using TestHome home = await PausedAsync(new Refusing(always: true));

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.WorkAsync(home.Submitted.Single()));

        (error.Code, error.Kind).ShouldBe(("database", ProblemKind.Environment));
        error.Message.ShouldContain("stays locked by another process");
    }

    [Fact]
    public async Task Trouble_that_passed_does_not_count_when_there_is_some_again()
    {
        Refusing contexts = new(always: false);
        await using TestHome home = await PausedAsync(contexts);

        Task<WorkOutcome> work = home.WorkAsync(home.Submitted.Single());
        await contexts.RefusedAgain.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await home.SendAsync(new ResumeRuns(["fields"]));

        (await work).ShouldBe(WorkOutcome.Done);
    }

    /// <summary>A home with a paused experiment: while nothing is in work, trouble counts.</summary>
    private static async Task<TestHome> PausedAsync(Refusing contexts)
    {
        TestHome home = new(contexts.Use);
        home.Get<LocalWorker>().Times = new StageProcessTimes { Breaker = Breaker };
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        await home.SendAsync(new PauseExperiments(["fields"], StopsWork: false));
        return home;
    }

    /// <summary>Refuses the loop a context: all the time, or once and, when more than the breaker's time has passed, a second time.</summary>
    private sealed class Refusing(bool always) : IDbContextFactory<PicieContext>
    {
        private const int Busy = 5;

        private readonly TaskCompletionSource _refusedAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private IDbContextFactory<PicieContext>? _inner;
        private Stopwatch? _since;

        public Task RefusedAgain => _refusedAgain.Task;

        public void Use(IServiceCollection services)
        {
            services.AddSingleton(new QueueTimes { Look = TimeSpan.FromMilliseconds(10) });
            services.AddSingleton(provider =>
            {
                _inner = provider.GetRequiredService<IDbContextFactory<PicieContext>>();
                return new Dispatcher(
                    provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<EventHandlers>(), this, TimeProvider.System,
                    provider.GetRequiredService<ILogger<Dispatcher>>());
            });
        }

        public PicieContext CreateDbContext() => Refuses() ? throw new SqliteException("database is locked", Busy) : _inner!.CreateDbContext();

        private bool Refuses()
        {
            if (_since is null)
            {
                _since = Stopwatch.StartNew();
                return true;
            }

            bool second = _since.Elapsed > Breaker * 2 && _refusedAgain.TrySetResult();
            return second || always;
        }
    }
}
