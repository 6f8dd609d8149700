using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>
/// Runs one order in a process of its own and returns how it ended. It hands every message on, keeps what the process writes to standard
/// error, and stops the process step by step: a line, the end of input, SIGTERM, SIGKILL. The process dies with its supervisor.
/// </summary>
internal sealed class StageProcess(StageExecutable program, StageProcessTimes times, TimeProvider clock)
{
    private const int TailLines = 40;
    private const int LongestLine = 1 << 13;

    /// <summary>Called with the process when it has started, before it is given its order. What it throws ends the process and is thrown on.</summary>
    public Action<Process> Started { get; init; } = static _ => { };

    /// <summary>Runs the order to its end.</summary>
    /// <param name="order">The order; its scratch folder exists.</param>
    /// <param name="log">Takes a line each of standard error and of log messages. A line that it throws at is lost.</param>
    /// <param name="heard">Called for each message, in order. What it throws is thrown on, once the process has ended.</param>
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
            return new StageEnding.Failed(new Failure(
                FailureKind.Environment, $"The stage program {program.Path} cannot be started: {exception.Message}.",
                "Build it again, or set PICIE_STAGE; where memory is short, make room in it."));
        }

        using SupervisorExit exit = new(process);
        using StageStop stopping = new(process, times, clock);
        StageConversation conversation = new(order.Kind, heard, stopping.NoteSignOfLife);
        Queue<string> tail = new();
        Task errors = ReadLinesAsync(process.StandardError, line => Keep(tail, line, log));
        try
        {
            Started(process);
            await SendAsync(process, order);
            using CancellationTokenRegistration onStop = stop.Register(stopping.Ask);
            using CancellationTokenRegistration onStopNow = stopNow.Register(stopping.AskNow);
            await conversation.ListenAsync(process.StandardOutput, line => TryLog(log, line));
            if (conversation.Broken)
            {
                await EndAsync(process, stopping, errors);
            }

            await process.WaitForExitAsync(CancellationToken.None);
            await errors;
        }
        catch
        {
            await EndAsync(process, stopping, errors);
            throw;
        }

        return Judge(process.ExitCode, conversation, stopping, tail);
    }

    /// <summary>
    /// Ends a process that nobody listens to any more, and waits until it is gone: it must not work on beside the next one. Its output is
    /// read to the end meanwhile, for a full pipe would keep it from hearing that it shall stop.
    /// </summary>
    private static async Task EndAsync(Process process, StageStop stopping, Task errors)
    {
        stopping.AskNow();
        Task output = ReadLinesAsync(process.StandardOutput, static _ => { });
        await process.WaitForExitAsync(CancellationToken.None);
        await Task.WhenAll(output, errors);
    }

    private StageEnding Judge(int exitCode, StageConversation conversation, StageStop stopping, Queue<string> tail) => conversation switch
    {
        { Result: { } result } when exitCode == 0 => new StageEnding.Succeeded(result),
        _ when stopping.Asked && !conversation.Broken => new StageEnding.Interrupted(),
        { Failure: { } failure } => new StageEnding.Failed(failure),
        _ when stopping.Stalled => new StageEnding.Failed(ExitClassification.OfSilence(times.Stall, tail)),
        _ => new StageEnding.Failed(ExitClassification.Of(exitCode, tail)),
    };

    /// <summary>Cuts a text of a stage to the length that a line of a log may have, and says so.</summary>
    internal static string Shortened(string text) =>
        text.Length <= LongestLine ? text : new BoundedLine(text[..LongestLine], text.Length - LongestLine).ToString();

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
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // It ended, or was ended, before it read its order; its exit status says why.
        }
    }

    private static async Task ReadLinesAsync(TextReader text, Action<string> keep)
    {
        BoundedLines lines = new(text, LongestLine);
        while (await lines.ReadAsync() is { } line)
        {
            keep(line.ToString());
        }
    }

    /// <summary>
    /// Writes a line to the log. A line that the log refuses is dropped: it is not worth the work, and whoever stops reading stops the
    /// process that writes.
    /// </summary>
    private static void TryLog(Action<string> log, string line)
    {
        try
        {
            log(line);
        }
        catch (Exception)
        {
            // The line is lost.
        }
    }

    private static void Keep(Queue<string> tail, string line, Action<string> log)
    {
        TryLog(log, line);
        tail.Enqueue(line);
        if (tail.Count > TailLines)
        {
            tail.Dequeue();
        }
    }
}
