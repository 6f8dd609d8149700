using PiCIE.Benchmarks.Engine;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;

using PiCIE.Pipeline.StageProcesses;

namespace PiCIE.Benchmarks.Queues;

/// <summary>Answers each order at once, in this process.</summary>
internal sealed class EmptyStageRunner : IStageRunner
{
    public Task<StageEnding> RunAsync(
        StageExecutable program, StageProcessTimes times, StageOrder order, StageTalk talk, CancellationToken stop, CancellationToken stopNow) =>
        Task.FromResult<StageEnding>(new StageEnding.Succeeded(new StageResult([], IdleStage.OutputOf(EnumWords.Parse<StageKind>(order.Kind)))));
}
