using System.Diagnostics;
using System.Text.Json;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Segmentation;
using PiCIE.Stages.Failures;
using PiCIE.Stages.Protocol;

namespace PiCIE.Stages;

/// <summary>Carries out one order from beginning to end: hello, work, result or failure.</summary>
/// <param name="channel">Takes the messages.</param>
/// <param name="stopNow">Ends the work after the batch in hand.</param>
/// <param name="stop">Ends the work at its next checkpoint.</param>
internal sealed class StageProgram(StageChannel channel, CancellationToken stopNow, CancellationToken stop = default)
{
    /// <summary>Carries out the order in a line of JSON.</summary>
    /// <returns>The exit status.</returns>
    public int Run(string? orderLine)
    {
        StageOrder order;
        try
        {
            order = OrderReader.Read(orderLine);
        }
        catch (StageInputException error)
        {
            channel.Send(new StageFailure(FailureClassifier.Describe(error)));
            return ExitCodes.BadOrder;
        }

        return Carry(order);
    }

    private static long? PeakMemory()
    {
        using Process self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 is > 0 and long bytes ? bytes : null;
    }

    private int Carry(StageOrder order)
    {
        OrderDispatch.LeaveOutLibtorch(order.Kind);
        try
        {
            channel.Send(new StageHello(StageOrder.CurrentProtocol, StageVersions.All, OrderDispatch.LibtorchOf(order.Kind)));
            JsonElement output = OrderDispatch.Run(new StageContext(order, channel, stopNow, stop));
            stopNow.ThrowIfCancellationRequested();
            channel.Send(new StageResult(OutputFiles.In(order.Scratch, channel.Alive), output, PeakMemory()));
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (stopNow.IsCancellationRequested || stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (UnfitSettingException unfit)
        {
            channel.Send(new StageFailure(new Failure(FailureKind.Input, OptionKeys.Sentence(unfit, order.Kind))));
            return ExitCodes.Failed;
        }
#pragma warning disable CA1031 // The boundary of the attempt: whatever happened becomes one failure line.
        catch (Exception error)
#pragma warning restore CA1031
        {
            channel.Send(new StageFailure(FailureClassifier.Describe(error)));
            return ExitCodes.Failed;
        }
    }
}
