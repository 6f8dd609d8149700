using System.Diagnostics;
using PiCIE.Experiments.Protocol;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>Runs the order of an attempt.</summary>
internal interface IStageRunner
{
    /// <summary>Runs an order to its end.</summary>
    /// <param name="program">The stage program.</param>
    /// <param name="times">Times that a stage process has.</param>
    /// <param name="order">The order; its scratch folder exists.</param>
    /// <param name="talk">What the attempt hears of it.</param>
    /// <param name="stop">Asks it to stop at the next point at which something is saved.</param>
    /// <param name="stopNow">Asks it to stop at once.</param>
    Task<StageEnding> RunAsync(StageExecutable program, StageProcessTimes times, StageOrder order, StageTalk talk, CancellationToken stop, CancellationToken stopNow);
}

/// <summary>What an attempt hears of its order.</summary>
/// <param name="Started">Called with the process when it has started.</param>
/// <param name="Log">Takes a line each of standard error and of log messages.</param>
/// <param name="Heard">Called for each message, in order.</param>
internal sealed record StageTalk(Action<Process> Started, Action<string> Log, Func<StageMessage, Task> Heard);

/// <summary>Runs each order in a process of its own.</summary>
/// <param name="clock">Gives the time.</param>
internal sealed class StageProcessRunner(TimeProvider clock) : IStageRunner
{
    public Task<StageEnding> RunAsync(
        StageExecutable program, StageProcessTimes times, StageOrder order, StageTalk talk, CancellationToken stop, CancellationToken stopNow) =>
        new StageProcess(program, times, clock) { Started = talk.Started }.RunAsync(order, talk.Log, talk.Heard, stop, stopNow);
}
