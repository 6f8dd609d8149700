using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>
/// Runs one order in a process of its own and says how it ended. It hands every message on, keeps what the process says on standard
/// error, and stops it step by step: a line, the end of input, SIGTERM, SIGKILL.
/// </summary>
internal sealed class StageProcess(StageProgram program, StageProcessTimes times, TimeProvider clock)
{
    private const int TailLines = 40;

    /// <summary>Runs the order to its end.</summary>
    /// <param name="order">The order; its scratch folder exists.</param>
    /// <param name="log">Takes a line each of standard error and of log messages.</param>
    /// <param name="heard">Called for each message, in order.</param>
    /// <param name="stop">Asks it to stop at the next point at which something is saved.</param>
    /// <param name="stopNow">Asks it to stop at once.</param>
    public async Task<StageEnding> RunAsync(
        StageOrder order, Action<string> log, Func<StageMessage, Task> heard, CancellationToken stop, CancellationToken stopNow)
    {
        using Process process = new() { StartInfo = StartInfo(order) };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new StageEnding.Failed(
                FailureKind.Crash, $"The stage program {program.Path} cannot be started: {exception.Message}.",
                "Build it again, or set PICIE_STAGE.", null);
        }

        using StageStop stopping = new(process, times, clock);
        StageConversation conversation = new(order.Kind, heard, stopping.StallWatch);
        Queue<string> tail = new();
        Task errors = ReadErrorsAsync(process, line => Keep(tail, line, log));
        await SendAsync(process, order);
        using CancellationTokenRegistration onStop = stop.Register(stopping.Ask);
        using CancellationTokenRegistration onStopNow = stopNow.Register(stopping.AskNow);
        await conversation.ListenAsync(process.StandardOutput, log);
        if (conversation.Broken)
        {
            stopping.AskNow();
        }

        await process.WaitForExitAsync(CancellationToken.None);
        await errors;
        return Judge(process.ExitCode, conversation, stopping, tail);
    }

    private StageEnding Judge(int exitCode, StageConversation conversation, StageStop stopping, Queue<string> tail) => conversation switch
    {
        { Result: { } result } when exitCode == 0 => new StageEnding.Succeeded(result),
        _ when stopping.Asked && !conversation.Broken => new StageEnding.Interrupted(),
        { Failure: { } failure } => new StageEnding.Failed(failure.Kind, failure.Sentence, failure.Hint, failure.Detail),
        _ when stopping.Stalled => new StageEnding.Failed(
            FailureKind.Crash, $"The stage process said nothing for {times.Stall.TotalSeconds:0} seconds and was ended.",
            "The log of the attempt says more; the same command tries again.", null),
        _ => ExitClassification.Of(exitCode, tail),
    };

    private ProcessStartInfo StartInfo(StageOrder order)
    {
        (string file, string[] arguments) = program.Command();
        ProcessStartInfo start = new(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = order.Scratch,
        };

        // Two processes whose OpenMP threads spin on the same cores are six to ten times slower.
        start.Environment["OMP_WAIT_POLICY"] = "PASSIVE";

        // TorchSharp frees temporary scalars too early when a collection comes at the wrong instant: fewer collections.
        start.Environment["DOTNET_GCgen0size"] = "0x10000000";
        return start;
    }

    private static async Task SendAsync(Process process, StageOrder order)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, StageJson.Options));
            await process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It died before it read its order; its exit status says why.
        }
    }

    private static async Task ReadErrorsAsync(Process process, Action<string> keep)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            keep(line);
        }
    }

    private static void Keep(Queue<string> tail, string line, Action<string> log)
    {
        log(line);
        tail.Enqueue(line);
        if (tail.Count > TailLines)
        {
            tail.Dequeue();
        }
    }
}
