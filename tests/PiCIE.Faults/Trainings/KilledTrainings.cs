using System.Diagnostics;
using System.Text.RegularExpressions;
using PiCIE.Faults.Processes;
using PiCIE.Storage.Stages;

namespace PiCIE.Faults.Trainings;

/// <summary>
/// Kills real trainings, the stage process and <c>picie</c> in turn, at random moments, and gives the same command again until they are done: none is put aside, and
/// all end with the weights and centroids of trainings that nobody interrupted, to the bit.
/// </summary>
internal sealed partial class KilledTrainings
{
    private const int ToyEpochs = 2;
    private const int LongestDelay = 1500;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(20);
    private readonly TrainingHome _home;
    private readonly bool _beforeCheckpoint;
    private readonly HashSet<Guid> _killed = [];
    private readonly Random _random = new(20260101);
    private readonly List<string> _wrong = [];
    private RigProcess _picie;
    private int _stageKills;
    private int _picieKills;
    private int _told;

    private KilledTrainings(TrainingHome home, bool beforeCheckpoint)
    {
        _home = home;
        _beforeCheckpoint = beforeCheckpoint;
        _picie = home.Start();
    }

    /// <summary>Kills one training on CamVid many times, each attempt after it has written a checkpoint.</summary>
    /// <param name="camVid">Folder of the photographs.</param>
    /// <param name="weights">File of the start weights.</param>
    /// <param name="kills">Number of kills.</param>
    public static Task<TrainingsOutcome> OneOnCamVidAsync(string camVid, string weights, int kills)
    {
        int epochs = 2 * kills + 4;
        return RunAsync(folder => Task.FromResult(TrainingMaterial.WriteCamVid(folder, camVid, weights, epochs)), kills, epochs, beforeCheckpoint: false);
    }

    /// <summary>Kills trainings on toy scenes once each, before the first checkpoint.</summary>
    /// <param name="trainings">Number of trainings.</param>
    public static Task<TrainingsOutcome> ManyOnToysAsync(int trainings) =>
        RunAsync(folder => TrainingMaterial.WriteToysAsync(folder, trainings, ToyEpochs), trainings, trainings * ToyEpochs, beforeCheckpoint: true);

    private static async Task<TrainingsOutcome> RunAsync(Func<string, Task<string>> writeSpec, int kills, int epochs, bool beforeCheckpoint)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-trainings-");
        try
        {
            string spec = await writeSpec(folder.FullName);
            IReadOnlyDictionary<string, string> whole = await WholeAsync(new TrainingHome(Path.Combine(folder.FullName, "whole"), spec));
            return await new KilledTrainings(new TrainingHome(Path.Combine(folder.FullName, "killed"), spec), beforeCheckpoint).RunAsync(whole, kills, epochs);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> WholeAsync(TrainingHome home)
    {
        using RigProcess picie = home.Start();
        return await picie.EndAsync(Deadline) == 0
            ? TrainingHome.Results(picie.Output)
            : throw new InvalidOperationException($"the runs that nobody interrupts do not end well: {picie.Errors}");
    }

    private async Task<TrainingsOutcome> RunAsync(IReadOnlyDictionary<string, string> whole, int kills, int epochs)
    {
        try
        {
            while (_killed.Count < kills && await NextAsync() is { } attempt)
            {
                await KillAsync(attempt);
            }

            if (_killed.Count != kills)
            {
                _wrong.Add($"the trainings were over after {_killed.Count} of {kills} kills");
            }

            if (await _picie.EndAsync(Deadline) == 0)
            {
                IReadOnlyDictionary<string, string> results = TrainingHome.Results(_picie.Output);
                _wrong.AddRange(whole.Where(run => results.GetValueOrDefault(run.Key) != run.Value).Select(run => $"the run {run.Key} has other weights than without a kill"));
            }
            else
            {
                _wrong.Add($"picie run ended with {_picie.Process.ExitCode}: {_picie.Errors}");
            }

            _told += Told().Count(_picie.Errors);
        }
        finally
        {
            _picie.Dispose();
        }

        _wrong.AddRange(await _home.WrongAsync());
        return new TrainingsOutcome(whole.Count, _stageKills, _picieKills, _told - epochs, await _home.EndingsAsync(), _wrong);
    }

    /// <summary>Waits for an attempt that is to be killed, and then for a random moment of it; null where the command has ended before.</summary>
    private async Task<Attempt?> NextAsync()
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!_picie.Process.HasExited && watch.Elapsed < Deadline)
        {
            if (await _home.FindAsync(IsNext) is { } attempt)
            {
                await Task.Delay(_random.Next(LongestDelay));
                if (TrainingHome.IsAlive(attempt.Pid!.Value))
                {
                    return attempt;
                }
            }

            await Task.Delay(50);
        }

        return null;

        bool IsNext(Attempt attempt, bool hasCheckpoint) =>
            !_killed.Contains(attempt.Id) && (_beforeCheckpoint ? attempt.Number == 1 && !hasCheckpoint : hasCheckpoint);
    }

    private async Task KillAsync(Attempt attempt)
    {
        _killed.Add(attempt.Id);
        if (_stageKills > _picieKills)
        {
            _picieKills++;
            PosixSignals.Send(_picie.Process.Id, PosixSignals.Kill);
            await _picie.EndAsync(Deadline);
            _told += Told().Count(_picie.Errors);
            _picie.Dispose();
            _picie = _home.Start();
        }
        else
        {
            _stageKills++;
            PosixSignals.Send(attempt.Pid!.Value, PosixSignals.Kill);
        }

        if (_beforeCheckpoint && await _home.HasCheckpointAsync(attempt))
        {
            _wrong.Add($"the rig came too late: the stage {attempt.StageId} had a checkpoint before it was killed");
        }
    }

    [GeneratedRegex(@"epoch \d+ of \d+: loss")]
    private static partial Regex Told();
}
