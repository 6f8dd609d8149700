using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Benchmarks.Engine;
using PiCIE.Experiments.Stages;
using PiCIE.Experiments.States;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Admissions;
using PiCIE.Pipeline.Queues;
using PiCIE.Storage;
using PiCIE.Storage.Inserting;
using PiCIE.Storage.Stages;

namespace PiCIE.Benchmarks.Queues;

/// <summary>What the choice of the next stage costs where many wait and many more are done: admission's own statements, without the making of Hangfire's jobs.</summary>
internal static class AdmissionBenchmark
{
    private static readonly string[] People = ["ada", "bob", "cyd", "dan"];

    /// <summary>Measures and prints.</summary>
    /// <param name="ready">Number of stages that are ready.</param>
    /// <param name="done">Number of further stages that are done.</param>
    /// <param name="looks">Number of looks for each number of free slots.</param>
    public static async Task RunAsync(int ready, int done, int looks)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-admission-");
        try
        {
            PicieHome home = IdleStage.HomeIn(folder.FullName);
            await using ServiceProvider services = new ServiceCollection().AddPicie(home).BuildServiceProvider();
            foreach ((string person, int index) in People.Select((person, index) => (person, index)))
            {
                await EngineSpec.SubmitAsync(services, folder.FullName, $"many-{person}", person, (index * ready) + 1, ready / People.Length);
            }

            IDbContextFactory<PicieContext> contexts = services.GetRequiredService<IDbContextFactory<PicieContext>>();
            await QueueEnds.EndReadyAsync(services, contexts, People.Length);
            await AddDoneAsync(contexts, done);
            await using (PicieContext context = await contexts.CreateDbContextAsync())
            {
                await context.Database.ExecuteSqlRawAsync("analyze");
                int waiting = await context.Stages.CountAsync(stage => stage.State == StageState.Ready);
                int ended = await context.Stages.CountAsync(stage => stage.State == StageState.Done);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{waiting} ready, {ended} done, {People.Length} people"));
            }

            foreach (int slots in (int[])[1, 16])
            {
                await MeasureAsync(services, contexts, slots, looks);
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Lets a pool with some free slots look again and again; what it was offered ends in between, outside the clock.</summary>
    private static async Task MeasureAsync(ServiceProvider services, IDbContextFactory<PicieContext> contexts, int slots, int looks)
    {
        Admission admission = services.GetRequiredService<Admission>();
        List<double> each = [];
        for (int look = 0; look < looks; look++)
        {
            JobPool pool = new(QueueEnds.Pool, slots, static (_, _, _) => { });
            Stopwatch clock = Stopwatch.StartNew();
            await admission.AdmitAsync([pool], null, CancellationToken.None);
            each.Add(clock.Elapsed.TotalMilliseconds / slots);
            await QueueEnds.EndOfferedAsync(services, contexts);
        }

        each.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{slots} free slots: {each[each.Count / 2]:0.0} ms a stage (median of {looks} looks; p95 {each[each.Count * 95 / 100]:0.0}, most {each[^1]:0.0})"));
    }

    /// <summary>Adds stages that are done, which nobody needs to look at.</summary>
    private static async Task AddDoneAsync(IDbContextFactory<PicieContext> contexts, int done)
    {
        await using PicieContext context = await contexts.CreateDbContextAsync();
        Stage like = await context.Stages.AsNoTracking().FirstAsync(stage => stage.State == StageState.Ready);
        Guid? artifact = await context.Stages.Where(stage => stage.State == StageState.Done).Select(stage => stage.ArtifactId).FirstAsync();
        foreach (int[] part in Enumerable.Range(0, done).Chunk(20_000))
        {
            await using Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            await BulkInsert.InsertAsync(
                context,
                [
                    .. part.Select(number => new Stage(StageState.Done)
                    {
                        Id = Guid.CreateVersion7(),
                        Key = $"done-{number}",
                        Kind = StageKind.Cluster,
                        Version = like.Version,
                        Settings = like.Settings,
                        Title = like.Title,
                        Needs = like.Needs,
                        Device = like.Device,
                        AttemptNumber = 1,
                        ArtifactId = artifact,
                        CreatedAt = like.CreatedAt,
                    }),
                ],
                CancellationToken.None);
            await transaction.CommitAsync();
        }
    }
}
