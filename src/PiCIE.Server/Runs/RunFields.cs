using System.Text.Json;
using System.Text.Json.Nodes;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Documents;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Runs;

/// <summary>The fields of a listed run that a caller asks for.</summary>
internal sealed class RunFields
{
    private static readonly string[] All =
        [.. ApiJson.Options.GetTypeInfo(typeof(RunListRow)).Properties.Select(property => property.Name)];

    /// <summary>Fields that are read from further tables.</summary>
    private static readonly string[] OfDetails = ["settings", "protocol", "worker", "device", "threads", "program", "peakMemoryBytes"];

    /// <summary>Fields that an export has too.</summary>
    private static readonly string[] OfExports = ["person", "data", "archived", "tags", "notes"];

    private readonly string[]? _asked;

    private RunFields(string[]? asked) => _asked = asked;

    /// <summary>Whether settings, protocol or the machine are asked for.</summary>
    public bool NeedDetails => _asked?.Any(name => OfDetails.Contains(name) || OfExports.Contains(name)) == true;

    /// <summary>Whether person, data or marks are asked for.</summary>
    public bool NeedExport => _asked?.Any(OfExports.Contains) == true;

    /// <summary>Reads the names of fields.</summary>
    /// <param name="text">Names with commas between; null for those of a list.</param>
    /// <exception cref="PicieException">A name is not that of a field.</exception>
    public static RunFields Read(string? text)
    {
        string[]? asked = text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return asked?.FirstOrDefault(name => !All.Contains(name)) is { } wrong
            ? throw new PicieException(
                "unknown-field", $"A run has no field '{wrong}'.", "fields",
                NearestName.Of(wrong, All) is { } near ? $"Did you mean {near}?" : $"Its fields are {string.Join(", ", All)}.", ProblemKind.Input)
            : new RunFields(asked);
    }

    /// <summary>Returns a run with these fields and no others.</summary>
    /// <param name="run">The run.</param>
    public JsonNode Of(RunListRow run)
    {
        JsonObject whole = JsonSerializer.SerializeToNode(run, ApiJson.Options)!.AsObject();
        foreach (string name in _asked is null ? [] : whole.Select(member => member.Key).Except(_asked).ToArray())
        {
            whole.Remove(name);
        }

        return whole;
    }
}
