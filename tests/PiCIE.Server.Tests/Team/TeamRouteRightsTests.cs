using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using PiCIE.Pipeline.Feeds;
using PiCIE.Pipeline.People;
using PiCIE.Server.Access;

namespace PiCIE.Server.Tests.Team;

/// <summary>Who may use which route of a team's server, asked of every route that it has.</summary>
public sealed class TeamRouteRightsTests
{
    [Fact]
    public async Task S01_No_route_lets_in_a_request_without_a_valid_key()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string revoked = await team.KeyAsync("ada");
        await team.Home.AskAsync(new RevokeKey((await team.Home.AskAsync(new ListKeys())).Keys.Single(key => key.Person == "ada" && revoked.EndsWith(key.Ending, StringComparison.Ordinal)).Id));
        string before = await team.Home.AskAsync(new ReadEventsEnd());
        string[] wrong = ["", "wrong", KeyText.Create(), revoked, team.Ada[..^1] + (team.Ada[^1] == '0' ? '1' : '0'), team.Home.Admin.Text];

        foreach ((HttpMethod method, string path, string? _) in RoutesOf(team).Where(route => route.Policy is not null))
        {
            foreach (string key in wrong)
            {
                (await team.SendAsync(method, path, key)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path} with '{key}'");
            }
        }

        (await team.Home.AskAsync(new ReadEventsEnd())).ShouldBe(before);
        (await team.Home.AskAsync(new ListKeys())).Keys.Count.ShouldBe(5);
    }

    [Fact]
    public async Task S21_Each_route_lets_in_the_roles_of_its_policy_and_no_others()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        Dictionary<string, string> keys = new() { [Policies.Viewer] = team.Vera, [Policies.Operator] = team.Olga, [Policies.Admin] = team.Ada };

        foreach ((HttpMethod method, string path, string? policy) in RoutesOf(team).Where(route => route.Policy is not null))
        {
            foreach ((string role, string key) in keys)
            {
                HttpResponseMessage answer = await team.SendAsync(method, path, key);
                bool isEnough = Policies.LeastRole(role) >= Policies.LeastRole(policy!);
                (answer.StatusCode == HttpStatusCode.Forbidden).ShouldBe(!isEnough, $"{method} {path} as {role}: {answer.StatusCode}");
                answer.StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized);
                ((int)answer.StatusCode).ShouldBeLessThan(500, $"{method} {path} as {role}");
            }
        }
    }

    [Fact]
    public async Task A_viewer_changes_nothing_by_any_route_but_ends_the_own_session()
    {
        await using TeamHome team = await TeamHome.OpenAsync();

        RoutesOf(team).Where(route => route.Method != HttpMethod.Get && route.Policy == Policies.Viewer).Select(route => $"{route.Method} {route.Path}")
            .ShouldBe(["POST /api/v1/plans", "DELETE /api/v1/session"], ignoreOrder: true);
        RoutesOf(team).Where(route => route.Policy is null).Select(route => $"{route.Method} {route.Path}")
            .ShouldBe(["GET /health/live", "GET /healthz", "GET /health/ready", "GET /readyz", "GET /sign-in", "GET /sign-in.js", "POST /api/v1/session"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("/api/v1/people")]
    [InlineData("/api/v1/keys")]
    [InlineData("/api/v1/sessions")]
    [InlineData("/api/v1/audit")]
    public async Task S22_What_is_not_for_all_is_for_admins_alone(string path)
    {
        await using TeamHome team = await TeamHome.OpenAsync();

        foreach (string key in new[] { team.Olga, team.Vera })
        {
            HttpResponseMessage answer = await team.Client.GetAsync(path, key);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            (await ServerClient.ReadAsync(answer, HttpStatusCode.Forbidden)).GetProperty("code").GetString().ShouldBe("not-allowed");
        }

        (await team.Client.GetAsync(path, team.Ada)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static IReadOnlyList<(HttpMethod Method, string Path, string? Policy)> RoutesOf(TeamHome team) =>
    [
        .. team.Home.Server.Endpoints.OfType<RouteEndpoint>().SelectMany(
            endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods,
            (endpoint, method) => (new HttpMethod(method), PathOf(endpoint), RouteRights.PolicyOf(endpoint))),
    ];

    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { ParameterPolicies.Count: > 0 } => $"{Guid.Empty}",
        _ => "something",
    }))));
}
