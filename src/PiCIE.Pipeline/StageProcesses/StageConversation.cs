using System.Text.Json;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>What a stage process says from its hello to its last line, checked line by line.</summary>
internal sealed class StageConversation(string kind, Func<StageMessage, Task> heard, Action alive)
{
    /// <summary>The result line, once it came.</summary>
    public StageResult? Result { get; private set; }

    /// <summary>The failure line, once it came; or what is wrong with the conversation itself.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Whether it does not speak our protocol, so that listening ended early.</summary>
    public bool Broken { get; private set; }

    /// <summary>Listens until the process closes its end or breaks the protocol.</summary>
    public async Task ListenAsync(StreamReader lines, Action<string> log)
    {
        while (!Broken && await lines.ReadLineAsync() is { } line)
        {
            alive();
            if (Read(line) is not { } message)
            {
                continue;
            }

            if (message is StageLog said)
            {
                log($"{said.Level}: {said.Text}");
            }

            Take(message);
            await heard(message);
        }
    }

    private StageMessage? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<StageMessage>(line, StageJson.Options) ?? Break(line);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return Break(line);
        }
    }

    private void Take(StageMessage message)
    {
        switch (message)
        {
            case StageHello hello when hello.Protocol != StageOrder.CurrentProtocol:
                Refuse($"The stage program speaks protocol {hello.Protocol}; this program speaks {StageOrder.CurrentProtocol}.");
                break;
            case StageHello hello when StageVersions.All.TryGetValue(kind, out int wanted)
                && hello.StageVersions.TryGetValue(kind, out int found) && found != wanted:
                Refuse($"The stage program has version {found} of the stage {kind}; the plan was made for version {wanted}.");
                break;
            case StageResult result:
                Result = result;
                break;
            case StageFailure failure:
                Failure = failure.Failure;
                break;
        }
    }

    private StageMessage? Break(string line)
    {
        Refuse($"The stage program sent a line that is no message of protocol {StageOrder.CurrentProtocol}: {Shortened(line)}");
        return null;
    }

    private void Refuse(string sentence)
    {
        Broken = true;
        Failure = new Failure(FailureKind.Crash, sentence, "Build the stage program again: dotnet build -c Release src/PiCIE.Stages");
    }

    private static string Shortened(string line) => line.Length <= 200 ? line : string.Concat(line.AsSpan(0, 200), "…");
}
