using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline;
using PiCIE.Server.Pages;

namespace PiCIE.Server.Answers;

/// <summary>Refuses parameters of an address that its route does not take: a filter with a slip of the pen would give everything.</summary>
internal sealed class KnownParameters(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<PageRoute>() is null)
        {
            string[] known =
            [
                .. endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
                    .Where(parameter => IsText(parameter.ParameterInfo.ParameterType) && !context.Request.RouteValues.ContainsKey(parameter.Name))
                    .Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name)),
            ];
            foreach ((string name, _) in context.Request.Query)
            {
                if (!known.Contains(name, StringComparer.Ordinal))
                {
                    throw new PicieException(
                        "unknown-parameter", $"This address takes no parameter '{name}'.", name,
                        NearestName.Of(name, known) is { } near ? $"Did you mean {near}?" : "docs/api.md has the parameters of every route.", ProblemKind.Input);
                }
            }
        }

        return next(context);
    }

    /// <summary>Returns whether a parameter of a route is written in the address; the others are services, the body and the token that cancels.</summary>
    private static bool IsText(Type type) => type == typeof(string) || (type.IsValueType && type != typeof(CancellationToken));
}
