using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PiCIE.Server.Answers;

/// <summary>Says what the OpenAPI document says of the API as a whole; it is the same on every machine.</summary>
internal static class ApiDescription
{
    /// <summary>Sets it.</summary>
    /// <param name="options">Options of the document.</param>
    public static void Set(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo { Title = "PiCIE.Pipeline", Version = "v1", Description = "Runs, experiments, figures, queue and events of a home. Send Authorization: Bearer TOKEN." };
        document.Servers = [new OpenApiServer { Url = "/" }];
        return Task.CompletedTask;
    });
}
