using System.Net;
using System.Text;

namespace PiCIE.Server.Tests.Access;

/// <summary>What pages of other sites, and names that lead to this machine, make a browser send.</summary>
public sealed class ForeignRequestTests
{
    private const string Act = "/api/v1/acts/cancel";

    [Theory]
    [InlineData("picie.example")]
    [InlineData("picie.example:{port}")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    [InlineData("localhost.picie.example:{port}")]
    [InlineData("[::1]:{port}")]
    [InlineData("0.0.0.0:{port}")]
    public async Task S03_A_foreign_host_is_refused_with_the_right_token_too(string host)
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        HttpRequestMessage request = home.Client.Request(HttpMethod.Get, "/api/v1/runs");
        request.Headers.Host = host.Replace("{port}", PortOf(home), StringComparison.Ordinal);

        (await ServerClient.ReadAsync(await home.Client.SendAsync(request), HttpStatusCode.BadRequest)).GetProperty("code").GetString().ShouldBe("foreign-host");
    }

    [Theory]
    [InlineData("127.0.0.1:{port}")]
    [InlineData("localhost:{port}")]
    [InlineData("LOCALHOST:{port}")]
    public async Task The_names_of_this_machine_are_answered(string host)
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        HttpRequestMessage request = home.Client.Request(HttpMethod.Get, "/api/v1/runs");
        request.Headers.Host = host.Replace("{port}", PortOf(home), StringComparison.Ordinal);

        (await home.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Host", "picie.example")]
    [InlineData("X-Forwarded-Host", "127.0.0.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1;host=localhost;proto=https")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("X-Original-Host", "localhost")]
    public async Task S24_A_proxy_that_claims_to_be_local_is_not_believed(string header, string value)
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        HttpRequestMessage request = home.Client.Request(HttpMethod.Get, "/api/v1/runs", "");
        request.Headers.Host = "picie.example";
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);

        (await home.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(null, "application/json", HttpStatusCode.Forbidden)]
    [InlineData("null", "application/json", HttpStatusCode.Forbidden)]
    [InlineData("https://picie.example", "application/json", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", "application/json", HttpStatusCode.Forbidden)]
    [InlineData("own", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("own", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("own", "application/json", HttpStatusCode.NotFound)]
    public async Task S03_What_changes_something_by_the_cookie_comes_from_a_page_of_this_server(string? origin, string type, HttpStatusCode status)
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        HttpRequestMessage request = TokenTests.WithCookie(
            home, HttpMethod.Post, Act, (await home.Client.GetAsync($"/?token={home.Admin.Text}", "")).Headers.GetValues("Set-Cookie").Single());
        request.Content = new StringContent("""{ "names": ["nothing"] }""", Encoding.UTF8, type);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin == "own" ? home.Client.Address : origin);
        }

        (await home.Client.SendAsync(request)).StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.NotFound)]
    [InlineData("https://picie.example", HttpStatusCode.Forbidden)]
    public async Task S03_A_script_with_the_token_needs_no_origin_and_a_page_of_another_site_cannot_be_one(string? origin, HttpStatusCode status)
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        HttpRequestMessage request = home.Client.Request(HttpMethod.Post, Act);
        request.Content = new StringContent("""{ "names": ["nothing"] }""", Encoding.UTF8, "application/json");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        (await home.Client.SendAsync(request)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task S03_No_answer_lets_a_page_of_another_origin_read_it()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        HttpRequestMessage request = home.Client.Request(HttpMethod.Get, "/api/v1/runs");
        request.Headers.Add("Origin", "https://picie.example");

        HttpResponseMessage answer = await home.Client.SendAsync(request);

        answer.Headers.ShouldNotContain(header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
    }

    private static string PortOf(ServerHome home) => $"{new Uri(home.Client.Address).Port}";
}
