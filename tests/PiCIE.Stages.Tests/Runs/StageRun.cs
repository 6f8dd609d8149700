using System.Text;
using System.Text.Json;
using PiCIE.Experiments.Failures;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Stages.Protocol;

namespace PiCIE.Stages.Tests.Runs;

/// <summary>What one order led to: exit status and messages.</summary>
internal sealed record StageRun(int Status, IReadOnlyList<StageMessage> Messages)
{
    /// <summary>The failure line; there is one.</summary>
    public Failure Failure => Messages.OfType<StageFailure>().Single().Failure;

    /// <summary>The result line, after which nothing comes.</summary>
    public StageResult Result => Messages[^1].ShouldBeOfType<StageResult>(Messages.OfType<StageFailure>().FirstOrDefault()?.ToString());

    /// <summary>Carries an order out in this process.</summary>
    public static StageRun Of(StageOrder order) => Of(TinyOrders.Line(order));

    /// <summary>Carries an order line out in this process.</summary>
    public static StageRun Of(string? line)
    {
        using MemoryStream output = new();
        using StageChannel channel = new(output);
        int status = new StageProgram(channel, CancellationToken.None).Run(line);
        return new StageRun(status, Read(Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>Messages in protocol lines; anything else in a line is an error.</summary>
    public static IReadOnlyList<StageMessage> Read(IEnumerable<string> lines) =>
        [.. lines.Select(line => JsonSerializer.Deserialize<StageMessage>(line, StageJson.Options).ShouldNotBeNull())];
}
