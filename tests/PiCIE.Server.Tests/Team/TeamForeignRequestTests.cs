using System.Net;
using System.Text;
using PiCIE.Server.Serving;

namespace PiCIE.Server.Tests.Team;

/// <summary>What other hosts, pages of other sites and proxies that nobody named make of requests to the server of a team.</summary>
public sealed class TeamForeignRequestTests
{
    private static readonly TeamOptions Named = TeamHome.Local with { Hosts = ["picie.example.org", "other.example.org:8443"] };

    private static readonly TeamOptions Proxied = Named with { Proxies = [IPNetwork.Parse("127.0.0.1/32")] };

    [Theory]
    [InlineData("picie.example.org", HttpStatusCode.OK)]
    [InlineData("PICIE.example.org:5480", HttpStatusCode.OK)]
    [InlineData("other.example.org:8443", HttpStatusCode.OK)]
    [InlineData("other.example.org", HttpStatusCode.BadRequest)]
    [InlineData("picie.example.org.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("evil-picie.example.org", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1:1", HttpStatusCode.BadRequest)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    public async Task S03_Only_the_names_of_the_setting_are_answered(string host, HttpStatusCode status)
    {
        await using TeamHome team = await TeamHome.OpenAsync(options: Named);
        HttpRequestMessage request = team.Client.Request(HttpMethod.Get, "/api/v1/runs", team.Vera);
        request.Headers.Host = host;

        HttpResponseMessage answer = await team.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
        if (status == HttpStatusCode.BadRequest)
        {
            string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            text.ShouldContain("foreign-host");
            text.ShouldContain("PICIE_HOSTS");
            text.ShouldNotContain("picie.example.org");
        }
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.Created)]
    public async Task S03_What_changes_something_by_the_cookie_comes_from_a_page_of_this_server(string? origin, HttpStatusCode status)
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string cookie = await team.SignInAsync(team.Olga);
        HttpRequestMessage request = team.ByCookie(HttpMethod.Post, "/api/v1/experiments", cookie, new { spec = ServerHome.Spec });
        request.Headers.Remove("Origin");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin == "own" ? team.Client.Address : origin);
        }

        (await team.Client.SendAsync(request)).StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://evil.example")]
    public async Task S03_A_page_of_another_site_signs_nobody_in(string? origin)
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        HttpRequestMessage request = team.ByCookie(HttpMethod.Post, "/api/v1/session", null, new { key = team.Olga });
        request.Headers.Remove("Origin");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        HttpResponseMessage answer = await team.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_needs_no_origin_and_a_form_of_another_site_is_no_sign_in()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        HttpRequestMessage form = team.ByCookie(HttpMethod.Post, "/api/v1/session", null);
        form.Content = new StringContent($"key={team.Olga}", Encoding.UTF8, "application/x-www-form-urlencoded");

        (await team.Client.PostAsync("/api/v1/experiments", new { spec = ServerHome.Spec }, team.Olga)).StatusCode.ShouldBe(HttpStatusCode.Created);
        HttpResponseMessage answer = await team.Client.SendAsync(form);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.UnsupportedMediaType);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task S24_What_a_proxy_says_counts_only_where_a_setting_names_it()
    {
        await using TeamHome open = await TeamHome.OpenAsync(options: Named);
        await using TeamHome proxied = await TeamHome.OpenAsync(options: Proxied);

        (string? unbelieved, string openCookie) = await SignInThroughAsync(open);
        (string? believed, string cookie) = await SignInThroughAsync(proxied);

        unbelieved.ShouldBe("127.0.0.1");
        believed.ShouldBe("203.0.113.7");
        openCookie.ShouldNotContain("; secure", Case.Insensitive);
        cookie.ShouldStartWith("__Host-picie-session=");
        cookie.ShouldContain("; secure", Case.Insensitive);
    }

    [Fact]
    public async Task S24_A_foreign_host_that_a_named_proxy_passes_on_is_refused_too()
    {
        await using TeamHome team = await TeamHome.OpenAsync(options: Proxied);
        HttpRequestMessage request = team.Client.Request(HttpMethod.Get, "/api/v1/runs", team.Vera);
        request.Headers.Host = "picie.example.org";
        request.Headers.Add("X-Forwarded-Host", "evil.example");

        (await team.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<(string? Address, string Cookie)> SignInThroughAsync(TeamHome team)
    {
        HttpRequestMessage request = team.ByCookie(HttpMethod.Post, "/api/v1/session", null, new { key = team.Olga });
        request.Headers.Host = "picie.example.org";
        request.Headers.Remove("Origin");
        request.Headers.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Origin", team.IsProxied ? "https://picie.example.org" : "http://picie.example.org");
        HttpResponseMessage answer = await team.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        string? address = (await team.ReadAsync("/api/v1/sessions", team.Ada)).GetProperty("sessions")[0].GetProperty("address").GetString();
        return (address, answer.Headers.GetValues("Set-Cookie").Single());
    }
}
