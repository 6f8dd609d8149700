using System.Diagnostics;
using System.Net;
using System.Text.Json;
using PiCIE.Pipeline.People;
using PiCIE.Server.Tests.Feeds;

namespace PiCIE.Server.Tests.Team;

public sealed class SessionTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Theory]
    [OnEachDatabase]
    public async Task Signing_in_at_one_server_is_signing_in_at_all_and_so_is_signing_out(DatabaseKind kind)
    {
        await using TeamHome team = await TeamHome.OpenAsync(kind);
        ServerClient second = await team.SecondAsync();

        string cookie = await team.SignInAsync(team.Olga);
        HttpResponseMessage there = await second.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/session", cookie, at: second));
        (await ServerClient.ReadAsync(there, HttpStatusCode.OK)).GetProperty("person").GetString().ShouldBe("olga");
        HttpResponseMessage signedOut = await second.SendAsync(team.ByCookie(HttpMethod.Delete, "/api/v1/session", cookie, at: second));

        signedOut.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        signedOut.Headers.GetValues("Set-Cookie").Single().ShouldStartWith("picie-session=;");
        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/session", cookie))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await second.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/session", cookie, at: second))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_that_is_made_by_one_server_lets_in_at_another_and_revoking_it_there_counts_here()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        ServerClient second = await team.SecondAsync();
        JsonElement made = await ServerClient.ReadAsync(await team.SendAsync(HttpMethod.Post, "/api/v1/keys", team.Ada, new { person = "nina", role = "viewer" }), HttpStatusCode.Created);
        string key = made.GetProperty("key").GetString()!;

        (await second.GetAsync("/api/v1", key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.SendAsync(second.Request(HttpMethod.Delete, $"/api/v1/keys/{made.GetProperty("created").GetProperty("id").GetGuid()}", team.Ada))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await team.Client.GetAsync("/api/v1", key)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_cookie_is_read_by_no_script_and_sent_by_no_other_site_and_is_not_the_key()
    {
        await using TeamHome team = await TeamHome.OpenAsync();

        HttpResponseMessage answer = await team.SignInAnswerAsync(team.Olga);

        string cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("; httponly", Case.Insensitive);
        cookie.ShouldContain("; samesite=strict", Case.Insensitive);
        cookie.ShouldContain("; path=/", Case.Insensitive);
        cookie.ShouldNotContain(team.Olga);
        string value = cookie.Split(';')[0].Split('=')[1];
        (await team.Client.GetAsync("/api/v1/runs", value)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/runs", $"picie-session={team.Olga}"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await team.TextsAsync("select sha256 from sessions")).ShouldBe([KeyText.HashOf(value)]);
    }

    [Fact]
    public async Task A_session_that_somebody_planted_is_not_taken_up_and_the_one_before_ends()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string planted = await team.SignInAsync(team.Vera);

        HttpResponseMessage fromPlanted = await team.SignInAnswerAsync(team.Olga, planted);
        HttpResponseMessage fromInvented = await team.SignInAnswerAsync(team.Olga, "picie-session=of-the-attacker");

        fromPlanted.Headers.GetValues("Set-Cookie").Single().ShouldNotContain(planted);
        fromInvented.Headers.GetValues("Set-Cookie").Single().ShouldNotContain("of-the-attacker");
        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/session", planted))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/session", "picie-session=of-the-attacker"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task S17_A_stolen_cookie_lets_nobody_in_after_the_sign_out_of_its_owner()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string cookie = await team.SignInAsync(team.Olga);
        string other = await team.SignInAsync(team.Olga);
        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Delete, "/api/v1/session", cookie))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/runs", cookie))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/runs", other))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("seen_at", "2026-01-01T00:00:00.0000000Z")]
    [InlineData("created_at", "2026-01-01T00:00:00.0000000Z")]
    public async Task A_session_ends_by_itself(string column, string time)
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string cookie = await team.SignInAsync(team.Olga);

        await team.ExecuteAsync($"update sessions set {column} = '{time}'");

        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/runs", cookie))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await team.SignInAsync(team.Vera);
        (await team.TextsAsync("select sha256 from sessions")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_keeps_a_session_alive()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string cookie = await team.SignInAsync(team.Olga);
        string old = DateTime.UtcNow.AddHours(-11).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await team.ExecuteAsync($"update sessions set seen_at = '{old}'");

        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/runs", cookie))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await team.TextsAsync("select seen_at from sessions")).Single().ShouldNotBe(old);
    }

    [Theory]
    [InlineData("sign-out")]
    [InlineData("revoke")]
    [InlineData("role")]
    [InlineData("end")]
    public async Task S17_A_stream_of_events_ends_within_five_seconds_when_its_reader_is_not_let_in_any_more(string how)
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string cookie = await team.SignInAsync(team.Olga);
        string vera = await team.SignInAsync(team.Vera);
        using EventReading others = await EventReading.OpenAsync(team.Client, team.ByCookie(HttpMethod.Get, "/api/v1/events", vera));
        using EventReading stream = await EventReading.OpenAsync(team.Client, team.ByCookie(HttpMethod.Get, "/api/v1/events", cookie));
        JsonElement sessions = (await team.ReadAsync("/api/v1/sessions", team.Ada)).GetProperty("sessions");
        JsonElement session = sessions.EnumerateArray().Single(one => one.GetProperty("person").GetString() == "olga");

        HttpResponseMessage act = how switch
        {
            "sign-out" => await team.Client.SendAsync(team.ByCookie(HttpMethod.Delete, "/api/v1/session", cookie)),
            "revoke" => await team.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{session.GetProperty("key").GetGuid()}", team.Ada),
            "role" => await team.SendAsync(HttpMethod.Put, "/api/v1/people/olga", team.Ada, new { role = "viewer" }),
            _ => await team.SendAsync(HttpMethod.Delete, $"/api/v1/sessions/{session.GetProperty("id").GetGuid()}", team.Ada),
        };
        Stopwatch watch = Stopwatch.StartNew();

        ((int)act.StatusCode).ShouldBeOneOf(200, 204);
        await stream.UntilEndAsync();
        watch.Elapsed.ShouldBeLessThan(Promised);
        await team.SubmitAsync(team.Otto);
        (await others.NextAsync()).Type.ShouldBe("run-added");
    }

    [Fact]
    public async Task S17_A_stream_by_a_key_ends_when_the_person_has_another_role_and_the_key_goes_on_under_that()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        using EventReading stream = await EventReading.OpenAsync(team.Client, team.Client.Request(HttpMethod.Get, "/api/v1/events", team.Olga));
        Stopwatch watch = Stopwatch.StartNew();

        await team.SendAsync(HttpMethod.Put, "/api/v1/people/olga", team.Ada, new { role = "viewer" });
        await stream.UntilEndAsync();

        watch.Elapsed.ShouldBeLessThan(Promised);
        (await team.ReadAsync("/api/v1", team.Olga)).GetProperty("role").GetString().ShouldBe("viewer");
    }

    [Fact]
    public async Task A_wrong_header_is_not_made_good_by_a_cookie_and_a_right_one_is_not_held_to_the_cookie()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string cookie = await team.SignInAsync(team.Ada);
        HttpRequestMessage wrong = team.ByCookie(HttpMethod.Get, "/api/v1/runs", cookie);
        wrong.Headers.TryAddWithoutValidation("Authorization", $"Bearer {KeyText.Create()}");
        HttpRequestMessage right = team.Client.Request(HttpMethod.Get, "/api/v1", team.Vera);
        right.Headers.Add("Cookie", cookie);

        (await team.Client.SendAsync(wrong)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ServerClient.ReadAsync(await team.Client.SendAsync(right), HttpStatusCode.OK)).GetProperty("person").GetString().ShouldBe("vera");
    }

    [Fact]
    public async Task A_browser_that_is_not_signed_in_is_led_to_the_page_where_it_can_and_that_page_keeps_to_the_policy()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        HttpRequestMessage request = team.Client.Request(HttpMethod.Get, "/api/v1/runs?filter=seed%3D1", "");
        request.Headers.Accept.ParseAdd("text/html");

        HttpResponseMessage led = await team.Client.SendAsync(request);
        HttpResponseMessage page = await team.Client.GetAsync("/sign-in", "");
        string html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        led.Headers.Location!.OriginalString.ShouldBe("/sign-in?to=%2Fapi%2Fv1%2Fruns%3Ffilter%3Dseed%253D1");
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self';");
        html.ShouldContain("type=\"password\"");
        html.Split("<script").Length.ShouldBe(2);
        html.ShouldContain("<script src=\"/sign-in.js\" defer></script>");
        html.ShouldNotContain(" onclick", Case.Insensitive);
        (await team.Client.GetAsync("/sign-in.js", "")).Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
    }

    [Theory]
    [InlineData("""{ "key": null }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "key": "a", "person": "ada" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "key": "' or 1=1 --" }""", HttpStatusCode.Unauthorized)]
    [InlineData("""{ "key": "" }""", HttpStatusCode.Unauthorized)]
    public async Task What_is_no_key_signs_nobody_in(string body, HttpStatusCode status)
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        HttpRequestMessage request = team.ByCookie(HttpMethod.Post, "/api/v1/session", null);
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        HttpResponseMessage answer = await team.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task S15_A_long_body_at_the_sign_in_is_refused()
    {
        await using TeamHome team = await TeamHome.OpenAsync();

        (await team.SignInAnswerAsync(new string('a', 10_000))).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }
}
