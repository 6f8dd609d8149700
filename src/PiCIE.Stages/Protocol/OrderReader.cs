using System.Text.Json;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Stages.Failures;

namespace PiCIE.Stages.Protocol;

/// <summary>Reads and checks the order line.</summary>
internal static class OrderReader
{
    /// <summary>Reads the order in a line of JSON.</summary>
    /// <exception cref="StageInputException">There is no line, it is no order, or it speaks another protocol.</exception>
    public static StageOrder Read(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            throw new StageInputException("No order came on standard input.", "This program is started by picie; --order FILE runs one order by hand.");
        }

        StageOrder order = Parse(line);
        if (order.Protocol != StageOrder.CurrentProtocol)
        {
            throw new StageInputException(
                $"The order speaks protocol {order.Protocol}; this stage program speaks {StageOrder.CurrentProtocol}.",
                "Build picie and picie-stage from the same version.");
        }

        if (!Path.IsPathFullyQualified(order.Scratch) || !Directory.Exists(order.Scratch))
        {
            throw new StageInputException($"The scratch folder of the order is no existing absolute path: '{order.Scratch}'.", null);
        }

        foreach (string folder in new[] { order.Checkpoints, order.GoOnFrom }.OfType<string>().Where(folder => !Path.IsPathFullyQualified(folder) || !Directory.Exists(folder)))
        {
            throw new StageInputException($"The folder of checkpoints in the order is no existing absolute path: '{folder}'.", null);
        }

        if (order.Device != "cpu")
        {
            throw new StageInputException(
                $"The order asks for the device '{order.Device}'; this version computes on cpu only.",
                "Leave the device out, or set it to cpu.");
        }

        return order.Threads >= 1 ? order : throw new StageInputException($"The order asks for {order.Threads} threads; at least 1 is needed.", null);
    }

    private static StageOrder Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<StageOrder>(line, StageJson.Options) ?? throw new JsonException("the line holds null");
        }
        catch (JsonException error)
        {
            throw new StageInputException($"The order is no valid JSON order: {error.Message}", "Build picie and picie-stage from the same version.");
        }
    }
}
