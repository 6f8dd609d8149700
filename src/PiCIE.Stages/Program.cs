using PiCIE.Experiments.Protocol;
using PiCIE.Stages;
using PiCIE.Stages.Failures;
using PiCIE.Stages.Protocol;

using Stream protocol = ProtocolStream.Take();
using StageChannel channel = new(protocol);
using StopSignal stop = new();

if (args is ["--order", string file])
{
    if (!File.Exists(file))
    {
        channel.Send(new StageFailure(FailureClassifier.Describe(new StageInputException($"The order file is missing: '{file}'.", null))));
        return ExitCodes.BadOrder;
    }

    return new StageProgram(channel, stop.Token, stop.AtCheckpoint).Run(File.ReadAllText(file));
}

if (args.Length > 0)
{
    Console.Error.WriteLine($"picie-stage: unknown argument '{args[0]}'. It reads one order (protocol {StageOrder.CurrentProtocol}) from standard input, or from a file with --order FILE.");
    return ExitCodes.BadOrder;
}

// A terminal sends Ctrl-C to the whole group; only the supervisor decides when a stage ends.
Console.CancelKeyPress += (_, press) => press.Cancel = true;
using StreamReader input = new(Console.OpenStandardInput());
string? order = input.ReadLine();
stop.Listen(input);
return new StageProgram(channel, stop.Token, stop.AtCheckpoint).Run(order);
