using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Observing;
using PiCIE.Pipeline.StageProcesses;
using PiCIE.Pipeline.Work.Checkpoints;
using PiCIE.Pipeline.Work.Spools;
using PiCIE.Storage.Faults;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Stages;

namespace PiCIE.Pipeline.Work;

/// <summary>Runs the stage process of an attempt, with its log, its points and its checkpoints. None of these can end it.</summary>
internal sealed class AttemptProcess(
    PicieHome home, IStageLedger ledger, IMetricStore metrics, StageCheckpoints checkpoints, IStageRunner runner, LiveFeed feed, TimeProvider clock)
{
    /// <summary>Runs the process to its end.</summary>
    /// <param name="session">The work that it belongs to.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="started">The attempt.</param>
    /// <param name="folder">Folder of the attempt.</param>
    /// <param name="watched">The stage as people see it.</param>
    /// <param name="inputs">Paths of its inputs by role.</param>
    /// <param name="heartbeat">Says whether the attempt still counts and is wanted.</param>
    /// <returns>How it ended, with the points and the checkpoint that the database has not taken yet.</returns>
    public async Task<Ended> RunAsync(
        WorkSession session,
        Stage stage,
        StartedAttempt started,
        AttemptFolder folder,
        WatchedStage watched,
        IReadOnlyDictionary<string, string> inputs,
        Heartbeat heartbeat)
    {
        // What nobody wants at present stops where something is saved; where nothing ever is, at once.
        bool saves = stage.Kind == StageKind.Train;

        // At once, while the home is the one that was looked at a moment ago: nothing may grow in a place that it left.
        Directory.CreateDirectory(folder.Scratch);
        if (saves)
        {
            Directory.CreateDirectory(folder.Checkpoints);
        }

        GoOnPoint? from = saves ? await checkpoints.FindAsync(stage, started, Warn, CancellationToken.None) : null;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(session.Stop, saves ? heartbeat.Unwanted : default);
        using CancellationTokenSource refused = CancellationTokenSource.CreateLinkedTokenSource(
            session.StopNow, heartbeat.Refused, saves ? default : heartbeat.Unwanted);
        using CancellationTokenSource ended = new();
        using AttemptLog log = new(Path.Combine(home.LogsFolder, started.Log), Warn);
        PointSpool spool = new(folder.Spool, PointSpool.DefaultMostBytes, AppendAsync, Warn);
        PointPump pump = new(spool, refused.Cancel, Warn, clock);
        CheckpointPump keeping = new(
            folder, spool.DrainAsync, checkpoint => checkpoints.KeepAsync(stage, started, folder, checkpoint), Refuse, Kept, Warn, clock);
        Task noting = Task.CompletedTask;
        Task pumping = Task.WhenAll(pump.RunAsync(ended.Token), keeping.RunAsync(ended.Token));
        try
        {
            StageEnding ending = await runner.RunAsync(
                session.Program, session.Times, OrderOf(stage, started, folder, inputs, from), new StageTalk(Note, log.Write, HearAsync), stop.Token, refused.Token);
            return new Ended(ending, spool, keeping);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(pumping, noting);
            if (spool.LeftOut > 0)
            {
                log.Write($"warning: {spool.LeftOut} batches of points are left out");
            }
        }

        // A database that is locked must not keep the process from its order.
        void Note(Process running)
        {
            CriticalPoints.Pass(CriticalPoints.ChildStarted);
            try
            {
                (int pid, DateTime at) = (running.Id, running.StartTime.ToUniversalTime());
                noting = Task.Run(() => NoteAsync(pid, at));
            }
            catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
            {
                // It has ended already: whoever comes next does not wait for it.
            }
        }

        async Task NoteAsync(int pid, DateTime at)
        {
            try
            {
                await ledger.NoteProcessAsync(stage.Id, started.Number, pid, at, CancellationToken.None);
            }
            catch (Exception exception) when (StorageErrors.IsPassing(exception))
            {
                // The database is away: whoever comes next does not wait for the process.
            }
        }

        void Warn(string sentence) => feed.TellWork(stage.Id, new StageLogged(watched, StageLogLevel.Warning, sentence));

        void Refuse()
        {
            try
            {
                refused.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The last checkpoint is recorded when the process has ended already.
            }
        }

        void Kept(PendingCheckpoint checkpoint) => feed.TellWork(stage.Id, new StageKept(watched, checkpoint.Told.Epochs));

        async Task<bool> AppendAsync(long sequence, IReadOnlyList<StageMetricPoint> points)
        {
            bool taken = await metrics.AppendAsync(stage.Id, started.Number, sequence, points, CancellationToken.None);
            CriticalPoints.Pass(CriticalPoints.PointsAfter);
            return taken;
        }

        Task HearAsync(StageMessage message)
        {
            if (StageNotices.Of(watched, message) is { } notice)
            {
                feed.TellWork(stage.Id, notice);
            }

            switch (message)
            {
                case StageMetrics batch:
                    spool.Add(batch.Points);
                    break;
                case StageCheckpoint checkpoint:
                    keeping.Add(new PendingCheckpoint(checkpoint, spool.LastSequence));
                    break;
            }

            return Task.CompletedTask;
        }
    }

    private static StageOrder OrderOf(
        Stage stage, StartedAttempt started, AttemptFolder folder, IReadOnlyDictionary<string, string> inputs, GoOnPoint? from) => new()
        {
            Kind = stage.Kind.Word(),
            Settings = JsonSerializer.Deserialize<JsonElement>(stage.Settings),
            Inputs = inputs,
            Scratch = folder.Scratch,
            Checkpoints = stage.Kind == StageKind.Train ? folder.Checkpoints : null,
            GoOnFrom = from?.Folder,
            Threads = from?.Threads ?? started.Threads,
            BatchSize = stage.BatchSize,
            Device = stage.Device == "auto" ? "cpu" : stage.Device,
        };

    /// <summary>The end of the process and what is left to write.</summary>
    /// <param name="Ending">How it ended.</param>
    /// <param name="Spool">The points that the database has not taken yet.</param>
    /// <param name="Checkpoints">The checkpoint that is not recorded yet.</param>
    public sealed record Ended(StageEnding Ending, PointSpool Spool, CheckpointPump Checkpoints) : IDisposable
    {
        public void Dispose()
        {
            Spool.Dispose();
            Checkpoints.Dispose();
        }
    }
}
