using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Tests;

/// <summary>The keys of a spec, read off the records of settings.</summary>
internal static class SpecKeys
{
    /// <summary>Returns the key that sets a property.</summary>
    public static string Of(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
