using System.Net;
using PiCIE.Server.Access;

namespace PiCIE.Server.Tests.Access;

public sealed class TokenTests
{
    [Fact]
    public async Task The_first_visit_trades_the_token_for_a_cookie_and_takes_it_out_of_the_address()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        HttpResponseMessage answer = await home.Client.GetAsync($"/api/v1/runs?filter=seed%3D1&token={home.Admin.Text}", "");

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        answer.Headers.Location!.OriginalString.ShouldBe($"{home.Client.Address}/api/v1/runs?filter=seed%3D1");
        string cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("; httponly", Case.Insensitive);
        cookie.ShouldContain("; samesite=strict", Case.Insensitive);
        cookie.ShouldNotContain(home.Admin.Text);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        (await home.Client.SendAsync(WithCookie(home, HttpMethod.Get, "/api/v1/runs", cookie))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("//elsewhere.example/?token=")]
    [InlineData("/\\elsewhere.example?token=")]
    public async Task S03_The_way_back_from_the_trade_never_leads_to_another_host(string path)
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        HttpResponseMessage answer = await home.Client.GetAsync(path + home.Admin.Text, "");

        new Uri(new Uri(home.Client.Address), answer.Headers.Location!.OriginalString).Authority.ShouldBe(new Uri(home.Client.Address).Authority);
    }

    [Fact]
    public async Task A_wrong_token_in_the_address_gets_no_cookie_and_is_told_what_prints_the_right_one()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        HttpResponseMessage answer = await home.Client.GetAsync($"/?token={new AccessToken().Text}", "");

        (await ServerClient.ReadAsync(answer, HttpStatusCode.Unauthorized)).GetProperty("hint").GetString().ShouldNotBeNull().ShouldContain("picie open");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task S17_The_cookie_of_an_earlier_start_lets_nobody_in()
    {
        await using ServerHome earlier = await ServerHome.ServedAsync();
        await using ServerHome home = await ServerHome.ServedAsync();
        string name = (await home.Client.GetAsync($"/?token={home.Admin.Text}", "")).Headers.GetValues("Set-Cookie").Single().Split('=')[0];

        (await home.Client.SendAsync(WithCookie(home, HttpMethod.Get, "/api/v1/runs", $"{name}={earlier.Admin.Cookie}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await home.Client.SendAsync(WithCookie(home, HttpMethod.Get, "/api/v1/runs", $"{name}={home.Admin.Text}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await home.Client.SendAsync(WithCookie(home, HttpMethod.Get, "/api/v1/runs", $"{name}={home.Admin.Cookie}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_header_is_not_made_good_by_a_cookie()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        HttpRequestMessage request = WithCookie(home, HttpMethod.Get, "/api/v1/runs", (await home.Client.GetAsync($"/?token={home.Admin.Text}", "")).Headers.GetValues("Set-Cookie").Single());
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer wrong");

        (await home.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void Each_token_has_256_bits_and_is_another_one()
    {
        string[] tokens = [.. Enumerable.Range(0, 100).Select(_ => new AccessToken().Text)];

        tokens.Distinct().Count().ShouldBe(100);
        tokens.ShouldAllBe(token => token.Length == 43);
    }

    internal static HttpRequestMessage WithCookie(ServerHome home, HttpMethod method, string path, string cookie)
    {
        HttpRequestMessage request = home.Client.Request(method, path, "");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        return request;
    }
}
