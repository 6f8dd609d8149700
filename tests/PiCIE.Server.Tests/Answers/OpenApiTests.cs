using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;

namespace PiCIE.Server.Tests.Answers;

public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_description_of_the_api_is_the_one_in_the_docs()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        JsonElement document = await home.Client.ReadAsync("/api/v1/openapi.json");

        JsonSerializer.Serialize(document, Written).ShouldStandIn(Path.Combine(Repository.Root, "docs", "openapi.json"));
    }

    [Fact]
    public async Task It_describes_every_route_of_the_api()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        JsonElement paths = (await home.Client.ReadAsync("/api/v1/openapi.json")).GetProperty("paths");

        string[] described = [.. paths.EnumerateObject().Select(path => path.Name)];

        home.Server.Endpoints.OfType<RouteEndpoint>().Select(route => "/" + route.RoutePattern.RawText!.Trim('/'))
            .Select(path => path.Replace(":guid", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal))
            .Where(path => path != "/api/v1/openapi.json").Except(described).ShouldBeEmpty();
    }
}
