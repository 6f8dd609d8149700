using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using PiCIE.Pipeline.Feeds;
using PiCIE.Server.Access;

namespace PiCIE.Server.Tests.Access;

/// <summary>Who may use which route, asked of every route that the server has.</summary>
public sealed class RouteRightsTests
{
    private static readonly string[] Roles = [Policies.Viewer, Policies.Operator, Policies.Admin];

    [Fact]
    public async Task S01_No_route_lets_in_a_request_without_its_token()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        string before = await home.AskAsync(new ReadEventsEnd());
        string[] wrong = ["", "wrong", home.Admin.Cookie, new AccessToken().Text, "Bearer " + home.Admin.Text];
        int asked = 0;

        foreach ((HttpMethod method, string path, string? policy) in RoutesOf(home))
        {
            foreach (string token in wrong)
            {
                HttpResponseMessage answer = await SendAsync(home, method, path, token);
                answer.StatusCode.ShouldBe(policy is null ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, $"{method} {path} with '{token}'");
                asked++;
            }
        }

        asked.ShouldBeGreaterThan(100);
        (await home.AskAsync(new ReadEventsEnd())).ShouldBe(before);
    }

    [Fact]
    public async Task S21_Each_route_lets_in_the_roles_of_its_policy_and_no_others()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        Dictionary<string, AccessToken> tokens = new() { [Policies.Viewer] = home.Viewer, [Policies.Operator] = home.Operator, [Policies.Admin] = home.Admin };

        foreach ((HttpMethod method, string path, string? policy) in RoutesOf(home).Where(route => route.Policy is not null))
        {
            foreach (string role in Roles)
            {
                HttpResponseMessage answer = await SendAsync(home, method, path, tokens[role].Text);
                bool isEnough = Policies.LeastRole(role) >= Policies.LeastRole(policy!);
                (answer.StatusCode == HttpStatusCode.Forbidden).ShouldBe(!isEnough, $"{method} {path} as {role}: {answer.StatusCode}");
                answer.StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized);
                ((int)answer.StatusCode).ShouldBeLessThan(500, $"{method} {path} as {role}");
            }
        }
    }

    [Fact]
    public async Task Only_reading_and_planning_are_for_viewers()
    {
        await using ServerHome home = await ServerHome.PreparedAsync();

        RoutesOf(home).Where(route => route.Method != HttpMethod.Get && route.Policy == Policies.Viewer).Select(route => route.Path).ShouldBe(["/api/v1/plans"]);
        RoutesOf(home).Where(route => route.Policy is null).Select(route => route.Path).ShouldBe(["/health/live", "/healthz", "/health/ready", "/readyz"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("anybody")]
    public async Task S21_A_route_without_a_known_policy_keeps_the_server_from_starting(string? policy)
    {
        await using ServerHome home = await ServerHome.PreparedAsync(routes =>
        {
            RouteHandlerBuilder route = routes.MapGet("/planted", () => "open");
            _ = policy is null ? route : route.RequireAuthorization(policy);
        });

        (await Should.ThrowAsync<InvalidOperationException>(home.Server.StartAsync)).Message.ShouldContain("/planted");
    }

    [Fact]
    public async Task S21_A_route_that_lets_in_everybody_keeps_the_server_from_starting()
    {
        await using ServerHome home = await ServerHome.PreparedAsync(routes => routes.MapGet("/planted", () => "open").AllowAnonymous());

        (await Should.ThrowAsync<InvalidOperationException>(home.Server.StartAsync)).Message.ShouldContain("/planted");
    }

    [Fact]
    public async Task S01_An_address_that_leads_nowhere_tells_nothing_to_who_is_not_let_in()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        (await home.Client.GetAsync("/api/v1/nothing", "")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await home.Client.GetAsync("/api/v1/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<HttpResponseMessage> SendAsync(ServerHome home, HttpMethod method, string path, string token)
    {
        HttpRequestMessage request = home.Client.Request(method, path, token);
        request.Content = method == HttpMethod.Get ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        return await home.Client.SendAsync(request);
    }

    private static IReadOnlyList<(HttpMethod Method, string Path, string? Policy)> RoutesOf(ServerHome home) =>
    [
        .. home.Server.Endpoints.OfType<RouteEndpoint>().SelectMany(
            endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods,
            (endpoint, method) => (new HttpMethod(method), PathOf(endpoint), RouteRights.PolicyOf(endpoint))),
    ];

    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { ParameterPolicies.Count: > 0 } => $"{Guid.Empty}",
        _ => "something",
    }))));
}
