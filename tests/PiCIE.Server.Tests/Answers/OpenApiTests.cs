using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using PiCIE.Server.Tests.Team;

namespace PiCIE.Server.Tests.Answers;

public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_description_of_the_api_is_the_one_in_the_docs()
    {
        // The server of a team has every route that there is.
        await using TeamHome team = await TeamHome.OpenAsync();

        JsonElement document = await team.ReadAsync("/api/v1/openapi.json", team.Vera);

        JsonSerializer.Serialize(document, Written).ShouldStandIn(Path.Combine(Repository.Root, "docs", "openapi.json"));
    }

    [Fact]
    public async Task It_describes_every_route_of_the_api()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        JsonElement paths = (await team.ReadAsync("/api/v1/openapi.json", team.Vera)).GetProperty("paths");

        string[] described = [.. paths.EnumerateObject().Select(path => path.Name)];

        team.Home.Server.Endpoints.OfType<RouteEndpoint>().Select(route => "/" + route.RoutePattern.RawText!.Trim('/'))
            .Select(path => path.Replace(":guid", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal))
            .Where(path => path is not ("/api/v1/openapi.json" or "/sign-in" or "/sign-in.js")).Except(described).ShouldBeEmpty();
    }
}
