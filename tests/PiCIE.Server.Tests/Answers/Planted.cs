using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using PiCIE.Server.Access;

namespace PiCIE.Server.Tests.Answers;

/// <summary>A route that fails as none of ours should.</summary>
internal static class Planted
{
    public const string Secret = "words of an exception";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/planted", IReadOnlyList<string> () => throw new InvalidOperationException(Secret)).RequireAuthorization(Policies.Viewer);
}
