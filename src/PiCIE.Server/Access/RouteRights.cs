using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PiCIE.Server.Access;

/// <summary>Looks, before a server starts, whether each route says who may use it.</summary>
internal static class RouteRights
{
    /// <summary>The addresses that answer everybody: they say that the server lives and nothing else, or are there to sign in.</summary>
    private static readonly string[] OpenToAll = ["/health/live", "/health/ready", "/healthz", "/readyz", SignInPaths.Page, SignInPaths.Script, SignInPaths.Session];

    /// <summary>Refuses routes that carry no policy, one that is not known, or that let in everybody.</summary>
    /// <param name="endpoints">The routes.</param>
    /// <exception cref="InvalidOperationException">A route does not say who may use it.</exception>
    public static void Require(IEnumerable<Endpoint> endpoints)
    {
        string[] wrong = [.. endpoints.Where(endpoint => !IsRight(endpoint)).Select(endpoint => endpoint.DisplayName ?? "a route without a name")];
        if (wrong.Length > 0)
        {
            throw new InvalidOperationException(
                $"{string.Join(", ", wrong)}: each route carries one of the policies {string.Join(", ", Policies.Names)}, or is one of {string.Join(", ", OpenToAll)} and lets in everybody");
        }
    }

    /// <summary>Returns the policy of a route; null where it lets in everybody.</summary>
    /// <param name="endpoint">The route.</param>
    public static string? PolicyOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        ? endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).SingleOrDefault()
        : null;

    private static bool IsRight(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        ? endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() is [{ Policy: { } policy }] && Policies.Names.Contains(policy)
        : endpoint is RouteEndpoint { RoutePattern.RawText: { } text } && OpenToAll.Contains(text, StringComparer.Ordinal);
}
