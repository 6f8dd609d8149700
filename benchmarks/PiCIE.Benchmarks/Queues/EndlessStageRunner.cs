using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Benchmarks.Queues;

/// <summary>Runs each order until it is stopped.</summary>
internal sealed class EndlessStageRunner : IStageRunner
{
    public async Task<StageEnding> RunAsync(
        StageExecutable program, StageProcessTimes times, StageOrder order, StageTalk talk, CancellationToken stop, CancellationToken stopNow)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stop, stopNow);
        await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return new StageEnding.Interrupted();
    }
}
