using System.Text.Json;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Storage.Artifacts;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>One started attempt, from its order to the fenced write that ends it.</summary>
internal sealed class StageAttempt(
    PicieHome home, IStageLedger ledger, IMetricStore metrics, IArtifactStore store, StageResults results, LiveFeed feed, TimeProvider clock)
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(10);

    /// <summary>Runs the attempt; however it ends, the ledger knows.</summary>
    public async Task RunAsync(
        WorkSession session, Stage stage, StartedAttempt started, IReadOnlyDictionary<string, string> inputs)
    {
        string scratch = home.AttemptFolder(stage.Id, started.Number);
        try
        {
            StageEnding ending = await ProcessAsync(session, stage, started, inputs, scratch);
            await EndAsync(stage, started.Number, ending, scratch);
        }
        catch (Exception exception) when (AttemptErrors.Of(exception) is { } failure)
        {
            await ledger.FailAsync(stage.Id, started.Number, failure, CancellationToken.None);
        }
        finally
        {
            ScratchFolder.TryRemove(scratch);
        }
    }

    private async Task<StageEnding> ProcessAsync(
        WorkSession session, Stage stage, StartedAttempt started, IReadOnlyDictionary<string, string> inputs, string scratch)
    {
        Directory.CreateDirectory(scratch);
        using CancellationTokenSource refused = CancellationTokenSource.CreateLinkedTokenSource(session.StopNow);
        StageOrder order = new()
        {
            Kind = stage.Kind.Word(),
            Settings = JsonSerializer.Deserialize<JsonElement>(stage.Settings),
            Inputs = inputs,
            Scratch = scratch,
            Threads = started.Threads,
            BatchSize = stage.BatchSize,
            Device = stage.Device == "auto" ? "cpu" : stage.Device,
        };
        WatchedStage watched = new(stage.Id, order.Kind, stage.Title);
        using AttemptLog log = new(Path.Combine(home.LogsFolder, started.Log), sentence => feed.TellWork(stage.Id, new StageLogged(watched, "warning", sentence)));
        DateTimeOffset heardAt = clock.GetUtcNow();
        StageProcess process = new(session.Program, session.Times, clock);
        return await process.RunAsync(order, log.Write, HearAsync, session.Stop, refused.Token);

        async Task HearAsync(StageMessage message)
        {
            if (StageNotices.Of(watched, message) is { } notice)
            {
                feed.TellWork(stage.Id, notice);
            }

            bool counts = true;
            if (message is StageMetrics batch)
            {
                counts = await metrics.AppendAsync(stage.Id, started.Number, batch.Points, CancellationToken.None);
            }
            else if (clock.GetUtcNow() - heardAt >= HeartbeatInterval)
            {
                heardAt = clock.GetUtcNow();
                counts = await ledger.HeartbeatAsync(stage.Id, started.Number, CancellationToken.None);
            }

            if (!counts)
            {
                await refused.CancelAsync();
            }
        }
    }

    private Task EndAsync(Stage stage, int attempt, StageEnding ending, string scratch) => ending switch
    {
        StageEnding.Succeeded succeeded => CommitAsync(stage, attempt, succeeded.Result, scratch),
        StageEnding.Failed failed => ledger.FailAsync(stage.Id, attempt, failed.Failure, CancellationToken.None),
        _ => ledger.InterruptAsync(stage.Id, attempt, CancellationToken.None),
    };

    private async Task CommitAsync(Stage stage, int attempt, StageResult result, string scratch)
    {
        if (!await ledger.MayCommitAsync(stage.Id, attempt, result.Output, CancellationToken.None))
        {
            return;
        }

        IReadOnlyList<SplitResult> figures = await results.OfAsync(stage, result.Output, CancellationToken.None);
        ArtifactAddress address = new(stage.Kind.Word(), stage.Key, attempt);
        ManifestFile[] files = [.. result.Files.Select(file => new ManifestFile(file.Name, file.Bytes, file.Sha256))];
        StoredManifest manifest = await store.StoreAsync(address, scratch, files, CancellationToken.None);
        await ledger.CommitAsync(stage.Id, attempt, new StageCommit(manifest, result.Output, figures), CancellationToken.None);
    }
}
