using System.Text.Json;

namespace PiCIE.Evaluation.Classes;

/// <summary>Integers in JSON that may be anything else.</summary>
internal static class JsonIntegers
{
    public static int? TryGetInt32Safe(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : null;
}
