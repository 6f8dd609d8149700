using System.Text.Json;
using PiCIE.Experiments.Protocol;
using PiCIE.Experiments.Stages;
using PiCIE.Stages.Failures;
using PiCIE.Stages.Protocol;

namespace PiCIE.Stages;

/// <summary>Gives a stage its order, the folder that it writes to, the channel that it reports on and the tokens that stop it.</summary>
/// <param name="Order">The order.</param>
/// <param name="Channel">Takes its messages.</param>
/// <param name="StopNow">Ends the work after the batch in hand.</param>
/// <param name="Stop">Ends the work at its next checkpoint; work that keeps none looks at it nowhere.</param>
internal sealed record StageContext(StageOrder Order, StageChannel Channel, CancellationToken StopNow, CancellationToken Stop = default)
{
    /// <summary>Reads the order's settings as the record of its kind.</summary>
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

    /// <summary>Returns the path of a named input; null where the order has none of that name.</summary>
    public string? OptionalInput(string name) => Order.Inputs.GetValueOrDefault(name);

    /// <summary>Returns the path of a named input.</summary>
    /// <exception cref="StageInputException">The order has no such input, or photographs that it names are not there.</exception>
    /// <exception cref="MissingInputException">An artifact that it names is not there.</exception>
    public string Input(string name)
    {
        string path = OptionalInput(name) ?? throw new StageInputException($"The order of '{Order.Kind}' names no input '{name}'.", null);
        return File.Exists(path) || Directory.Exists(path) ? path
            : name == InputRoles.Data ? throw new StageInputException($"The folder of photographs is not there: {path}", "Check the folder with 'picie data check'.")
            : throw new MissingInputException(name, path);
    }

    /// <summary>Returns the path of an output file, whose folder is made.</summary>
    public string Output(string name)
    {
        string path = Path.Combine(Order.Scratch, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
