using Microsoft.AspNetCore.Routing;
using PiCIE.Server.Tests.Team;

namespace PiCIE.Server.Tests.Answers;

public sealed class ApiPageTests
{
    [Fact]
    public async Task The_page_of_the_api_has_every_route()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "api.md"));

        RouteEndpoint[] routes = [.. team.Home.Server.Endpoints.OfType<RouteEndpoint>()];

        routes.Length.ShouldBeGreaterThan(25);
        routes.SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods, (route, method) => $"`{method} {Written(route)}`")
            .Where(route => route != "`GET /`" && !page.Contains(route, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Written(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);
}
