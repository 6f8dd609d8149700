using System.Text.Json;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Pipeline.Observing;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>Asks the stage program for something that no run needs: predict, data-check, weights-inspect, toy, doctor. It touches no database.</summary>
/// <param name="home">Home that knows where the stage program is.</param>
public sealed class StageTool(PicieHome home)
{
    /// <summary>Runs a tool to its end.</summary>
    /// <param name="kind">Kind of the tool.</param>
    /// <param name="settings">Its settings record as JSON.</param>
    /// <param name="inputs">Its inputs: role and absolute path.</param>
    /// <param name="scratch">Absolute path of the folder that takes its files; made if it is missing.</param>
    /// <param name="observer">Watches its progress.</param>
    /// <param name="cancel">Ends the tool.</param>
    /// <returns>The files that it wrote and its output record.</returns>
    /// <exception cref="PicieException">The stage program is missing, or the tool could not do its work.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<StageResult> RunAsync(
        string kind,
        JsonElement settings,
        IReadOnlyDictionary<string, string> inputs,
        string scratch,
        IRunObserver observer,
        CancellationToken cancel)
    {
        StageOrder order = new()
        {
            Kind = kind,
            Settings = settings,
            Inputs = inputs,
            Scratch = Directory.CreateDirectory(scratch).FullName,
            Threads = Environment.ProcessorCount,
        };
        WatchedStage watched = new(Guid.Empty, kind, kind);
        StageProcess process = new(StageExecutable.Find(home), new StageProcessTimes(), TimeProvider.System);
        StageEnding ending = await process.RunAsync(order, static _ => { }, Hear, cancel, cancel);
        return ending switch
        {
            StageEnding.Succeeded succeeded => succeeded.Result,
            StageEnding.Failed failed => throw Error(kind, failed.Failure),
            _ => throw new OperationCanceledException(cancel),
        };

        Task Hear(StageMessage message)
        {
            if (StageNotices.Of(watched, message) is { } notice)
            {
                observer.Observe(notice);
            }

            return Task.CompletedTask;
        }
    }

    private static PicieException Error(string kind, Failure failure) => new(
        failure.Kind == FailureKind.Input ? "wrong-input" : $"stage-{failure.Kind.Word()}",
        failure.Sentence,
        kind,
        failure.Kind == FailureKind.Crash && failure.Detail is { } detail ? detail.Split('\n')[^1] : failure.Hint,
        failure.Kind == FailureKind.Input ? ProblemKind.Input : ProblemKind.Environment);
}
