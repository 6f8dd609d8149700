using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PiCIE.Experiments.States;
using PiCIE.Faults.Processes;
using PiCIE.Faults.Rigs;
using PiCIE.Pipeline;
using PiCIE.Storage;
using PiCIE.Storage.Databases;

namespace PiCIE.Faults.Soak;

/// <summary>A team under random faults: three people submit all the time, a fault comes every five seconds.</summary>
internal sealed class SoakRun
{
    /// <summary>Stages that wait at most: people stop submitting at this, so that the end does not take as long as the soak.</summary>
    private const int MostWaiting = 40;

    private static readonly TimeSpan BetweenFaults = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(5);
    private static readonly string[] People = ["ada", "ben", "cyd"];
    private readonly FaultRig _rig;
    private readonly RigServer _server;
    private readonly Action<string> _say;
    private readonly Random _random = new(20260101);
    private readonly ConcurrentQueue<DateTime> _commits = new();
    private readonly List<(string Fault, DateTime At, DateTime Over)> _faults = [];
    private readonly List<string> _dead = [];
    private int _seeds;
    private int _refused;
    private int _waiting;

    private SoakRun(FaultRig rig, RigServer server, Action<string> say)
    {
        _rig = rig;
        _server = server;
        _say = say;
    }

    /// <summary>Runs a soak.</summary>
    /// <param name="server">The server of the team.</param>
    /// <param name="time">Time for which runs are submitted.</param>
    /// <param name="workers">Number of workers.</param>
    /// <param name="say">Takes a line for people.</param>
    public static async Task<SoakReport> RunAsync(RigServer server, TimeSpan time, int workers, Action<string> say)
    {
        await using FaultRig rig = await FaultRig.CreateAsync(server);
        return await new SoakRun(rig, server, say).RunAsync(time, workers);
    }

    private async Task<SoakReport> RunAsync(TimeSpan time, int workers)
    {
        _rig.Let("train", "epochs 3 0.1");
        await _rig.StartWorkersAsync([.. Enumerable.Range(1, workers).Select(worker => $"worker-{worker}")]);
        using CancellationTokenSource over = new(time);
        using CancellationTokenSource ended = new();
        Task watching = WatchAsync(ended.Token);
        Task[] submitting = [.. People.Select((person, index) => SubmitAsync(person, asProcess: index == 0, over.Token))];
        await InjectAsync(over.Token);
        await Task.WhenAll(submitting);
        _say("no more faults; what was submitted is finished");
        Revive("at the end");
        try
        {
            await _rig.UntilFinishedAsync(Aftermath);
        }
        catch (TimeoutException exception)
        {
            _say(exception.Message);
        }

        await ended.CancelAsync();
        await watching;
        return new SoakReport(
            await _rig.JudgeAsync(), time, _faults.GroupBy(fault => fault.Fault).ToDictionary(same => same.Key, same => same.Count()), _refused, LongestRecovery(), _dead);
    }

    private async Task InjectAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(BetweenFaults, CancellationToken.None);
            SoakFault fault = SoakFaults.All[_random.Next(SoakFaults.All.Count)];
            Revive($"before {fault.Name}");
            DateTime began = DateTime.UtcNow;
            try
            {
                await fault.InjectAsync(_rig, _server, _random);
            }
            catch (Exception exception) when (DatabaseErrors.KindOf(exception) is not null)
            {
                // The rig's own connection was cut by the fault before.
                continue;
            }

            _faults.Add((fault.Name, began, DateTime.UtcNow));
            _say($"{began:HH:mm:ss} {fault.Name}; {_rig.Acknowledged.Count} runs submitted, {_waiting} stages to do");
        }
    }

    /// <summary>Starts workers again that ended by themselves, and remembers what they said.</summary>
    private void Revive(string when)
    {
        foreach (RigWorker worker in _rig.Workers.Where(worker => !worker.IsAlive))
        {
            _dead.Add($"{worker.Name} ended by itself {when}: {string.Join(" | ", worker.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(6))}");
            worker.Restart();
        }
    }

    private async Task SubmitAsync(string person, bool asProcess, CancellationToken stop)
    {
        for (int number = 1; !stop.IsCancellationRequested; number++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            if (Volatile.Read(ref _waiting) > MostWaiting)
            {
                continue;
            }

            int first = Interlocked.Add(ref _seeds, 3);
            try
            {
                if (!asProcess)
                {
                    await _rig.SubmitAsync(person, $"{person}-{number}", (first, 2));
                }
                else if (await _rig.AcknowledgeAsync(_rig.StartSubmit(person, $"{person}-{number}", (first, 2))) is null)
                {
                    Interlocked.Increment(ref _refused);
                }
            }
            catch (Exception exception) when (exception is PicieException || DatabaseErrors.KindOf(exception) is not null)
            {
                Interlocked.Increment(ref _refused);
            }
        }
    }

    /// <summary>Notes when commits were seen, and how much is to be done.</summary>
    private async Task WatchAsync(CancellationToken stop)
    {
        int done = 0;
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(100, CancellationToken.None);
            try
            {
                await using PicieContext context = _rig.Open();
                int now = await context.Stages.CountAsync(stage => stage.State == StageState.Done, CancellationToken.None);
                _waiting = await context.Stages.CountAsync(stage => stage.State != StageState.Done, CancellationToken.None);
                if (now > done || _waiting == 0)
                {
                    _commits.Enqueue(DateTime.UtcNow);
                }

                done = now;
            }
            catch (Exception exception) when (DatabaseErrors.KindOf(exception) is not null)
            {
                // The database is away; the next look sees it.
            }
        }
    }

    private (string Fault, TimeSpan Time) LongestRecovery()
    {
        DateTime[] commits = [.. _commits];
        return _faults
            .Select(fault => (fault.Fault, Time: (commits.Where(at => at > fault.Over).DefaultIfEmpty(DateTime.UtcNow).Min() - fault.At)))
            .OrderByDescending(recovery => recovery.Time).FirstOrDefault(("none", TimeSpan.Zero));
    }
}
