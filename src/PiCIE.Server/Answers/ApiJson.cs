using System.Text.Json;
using System.Text.Json.Serialization;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Server.Answers;

/// <summary>Writes answers as the command line writes its documents, without the indents, and reads what is sent strictly.</summary>
internal static class ApiJson
{
    /// <summary>Options of answers and of what is sent.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Sets the options: a member that is not known, or stands there twice, is refused.</summary>
    /// <param name="options">The options.</param>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        JsonSerializerOptions documents = DocumentJson.Options;
        options.DefaultIgnoreCondition = documents.DefaultIgnoreCondition;
        options.Encoder = documents.Encoder;
        options.NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.PropertyNameCaseInsensitive = false;
        foreach (JsonConverter converter in documents.Converters)
        {
            options.Converters.Add(converter);
        }

        return options;
    }
}
