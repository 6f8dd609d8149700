using System.Text.Json;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.StageProcesses;

/// <summary>Reads what a stage process says from its hello to its last line and checks it line by line.</summary>
/// <param name="kind">Kind of the order.</param>
/// <param name="heard">Called for each message, in order.</param>
/// <param name="alive">Called for each line, whatever it says.</param>
internal sealed class StageConversation(string kind, Func<StageMessage, Task> heard, Action alive)
{
    /// <summary>
    /// Length of the longest message that is read. The longest of our own lines holds the matrices of an evaluation: some tens of millions
    /// of characters.
    /// </summary>
    private const int LongestMessage = 1 << 27;

    private const int LongestShown = 200;

    /// <summary>The result line; null until it comes.</summary>
    public StageResult? Result { get; private set; }

    /// <summary>The failure that the process reported, or the fault of the conversation itself.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Whether the process breaks our protocol, so that listening ended early.</summary>
    public bool Broken { get; private set; }

    /// <summary>Listens until the process closes its end or breaks the protocol.</summary>
    public async Task ListenAsync(TextReader output, Action<string> log)
    {
        BoundedLines lines = new(output, LongestMessage);
        while (!Broken && await lines.ReadAsync() is { } line)
        {
            alive();
            if (Read(line) is not { } message)
            {
                continue;
            }

            if (message is StageLog said)
            {
                message = said with { Text = StageProcess.Shortened(said.Text) };
                log($"{said.Level.Word()}: {StageProcess.Shortened(said.Text)}");
            }

            Take(message);
            await heard(message);
        }
    }

    private StageMessage? Read(BoundedLine line)
    {
        try
        {
            return line.IsCut ? Break(line.Text) : JsonSerializer.Deserialize<StageMessage>(line.Text, StageJson.Options) ?? Break(line.Text);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return Break(line.Text);
        }
    }

    private void Take(StageMessage message)
    {
        switch (message)
        {
            case StageHello hello when hello.Protocol != StageOrder.CurrentProtocol:
                Refuse(FailureKind.Environment, $"The stage program speaks protocol {hello.Protocol}; this program speaks {StageOrder.CurrentProtocol}.");
                break;
            case StageHello hello when OtherVersion(hello) is { } other:
                Refuse(FailureKind.Environment, $"The stage program has version {hello.StageVersions[other]} of the stage {other}; the plan was made for version {StageVersions.All[other]}.");
                break;
            case StageResult result:
                Result = result;
                break;
            case StageFailure failure:
                Failure = failure.Failure;
                break;
        }
    }

    /// <summary>Returns the stage that the program has in another version than this program plans: of what is asked of it, or of all where that is no stage; null where there is none.</summary>
    private string? OtherVersion(StageHello hello) => StageVersions.All.Keys
        .Where(stage => stage == kind || !StageVersions.All.ContainsKey(kind))
        .FirstOrDefault(stage => hello.StageVersions.TryGetValue(stage, out int found) && found != StageVersions.All[stage]);

    private StageMessage? Break(string line)
    {
        Refuse(FailureKind.Crash, $"The stage program sent a line that is no message of protocol {StageOrder.CurrentProtocol}: {Shortened(line)}");
        return null;
    }

    /// <summary>Ends the conversation. A program that was left behind by an update is a fault of the machine: no other stage would fare better there.</summary>
    private void Refuse(FailureKind failure, string sentence)
    {
        Broken = true;
        Failure = new Failure(failure, sentence, "Build the stage program again: dotnet build -c Release src/PiCIE.Stages");
    }

    private static string Shortened(string line) => line.Length <= LongestShown ? line : string.Concat(line.AsSpan(0, LongestShown), "…");
}
