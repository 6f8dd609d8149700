using System.Text.Json;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Stages.Failures;
using PiCIE.Stages.Protocol;

namespace PiCIE.Stages;

/// <summary>What a stage has at hand: its order, where to write, whom to tell, when to stop.</summary>
internal sealed record StageContext(StageOrder Order, StageChannel Channel, CancellationToken Stop)
{
    /// <summary>The order's settings as the record of its kind.</summary>
    /// <exception cref="StageInputException">The settings are not those of the kind.</exception>
    public T Settings<T>()
    {
        try
        {
            return StageJson.FromElement<T>(Order.Settings);
        }
        catch (JsonException error)
        {
            throw new StageInputException($"The order's settings are not those of '{Order.Kind}': {error.Message}", "The supervisor and the stage program are of different versions: build both again.");
        }
    }

    /// <summary>Path of a named input, or null where the order has none of that name.</summary>
    public string? OptionalInput(string name) => Order.Inputs.GetValueOrDefault(name);

    /// <summary>Path of a named input.</summary>
    /// <exception cref="StageInputException">The order has no such input, or nothing is there.</exception>
    public string Input(string name)
    {
        string path = OptionalInput(name) ?? throw new StageInputException($"The order of '{Order.Kind}' names no input '{name}'.", null);
        return File.Exists(path) || Directory.Exists(path)
            ? path
            : throw new StageInputException($"The input '{name}' is missing: {path}", "Run the stage that makes it again.");
    }

    /// <summary>Path of an output file; its folder is made.</summary>
    public string Output(string name)
    {
        string path = Path.Combine(Order.Scratch, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
