using System.Net;
using System.Text.Json;
using PiCIE.Experiments.People;
using PiCIE.Pipeline.People;
using PiCIE.Server.Serving;

namespace PiCIE.Server.Tests.Team;

public sealed class KeyTests
{
    [Theory]
    [OnEachDatabase]
    public async Task Whoever_sends_a_key_is_its_person_whoever_started_the_server(DatabaseKind kind)
    {
        await using TeamHome team = await TeamHome.OpenAsync(kind);

        JsonElement submitted = await team.SubmitAsync(team.Olga);
        await team.Client.PostAsync("/api/v1/acts/note", new { name = submitted.GetProperty("runs")[0].GetString(), text = "of the lake" }, team.Otto);
        JsonElement events = await team.ReadAsync("/api/v1/events", team.Vera);

        submitted.GetProperty("person").GetString().ShouldBe("olga");
        (await team.ReadAsync("/api/v1", team.Vera)).GetProperty("person").GetString().ShouldBe("vera");
        events.GetProperty("events").EnumerateArray().Single(one => one.GetProperty("type").GetString() == "note-added").GetProperty("person").GetString().ShouldBe("otto");
        JsonElement run = (await team.ReadAsync("/api/v1/experiments/olga/small", team.Vera)).GetProperty("experiment");
        run.ToString().ShouldNotContain("tester");
    }

    [Theory]
    [OnEachDatabase]
    public async Task S17_A_revoked_key_lets_nobody_in_and_its_sessions_end_with_it(DatabaseKind kind)
    {
        await using TeamHome team = await TeamHome.OpenAsync(kind);
        string cookie = await team.SignInAsync(team.Olga);
        Guid id = (await team.ReadAsync("/api/v1/keys", team.Ada)).GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("person").GetString() == "olga").GetProperty("id").GetGuid();

        (await ServerClient.ReadAsync(await team.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}", team.Ada), HttpStatusCode.OK)).GetProperty("state").GetString().ShouldBe("revoked");

        (await team.Client.GetAsync("/api/v1/runs", team.Olga)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/runs", cookie))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await team.SignInAnswerAsync(team.Olga)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await team.Client.GetAsync("/api/v1/runs", team.Otto)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_expired_key_lets_nobody_in()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string key = await team.KeyAsync("olga", days: 1);
        string cookie = await team.SignInAsync(key);
        (await team.Client.GetAsync("/api/v1/runs", key)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await team.ExecuteAsync($"update api_keys set expires_at = '2026-01-01T00:00:00.0000000Z' where sha256 = '{KeyText.HashOf(key)}'");

        (await team.Client.GetAsync("/api/v1/runs", key)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await team.Client.SendAsync(team.ByCookie(HttpMethod.Get, "/api/v1/runs", cookie))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await team.ReadAsync("/api/v1/keys", team.Ada)).GetProperty("keys").EnumerateArray().Count(one => one.GetProperty("state").GetString() == "expired").ShouldBe(1);
    }

    [Fact]
    public async Task S02_Keys_lie_as_hashes_and_are_looked_up_by_them_so_that_a_nearer_guess_takes_no_longer()
    {
        await using TeamHome team = await TeamHome.OpenAsync();

        string stored = string.Join('\n', await team.TextsAsync("select sha256 from api_keys"));

        stored.ShouldContain(KeyText.HashOf(team.Olga));
        foreach (string key in new[] { team.Ada, team.Olga, team.Vera })
        {
            stored.ShouldNotContain(key[KeyText.Prefix.Length..]);
            foreach (int shared in new[] { 10, 40, 77 })
            {
                (await team.Client.GetAsync("/api/v1/runs", key[..shared] + new string('0', key.Length - shared))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            }
        }
    }

    [Theory]
    [InlineData("token")]
    [InlineData("key")]
    [InlineData("filter")]
    [InlineData("access_token")]
    public async Task A_key_in_an_address_is_refused_and_lets_nobody_in(string parameter)
    {
        await using TeamHome team = await TeamHome.OpenAsync();

        foreach (string with in new[] { "", team.Vera })
        {
            HttpResponseMessage answer = await team.Client.GetAsync($"/api/v1/runs?{parameter}={team.Ada}", with);
            (await ServerClient.ReadAsync(answer, HttpStatusCode.BadRequest)).GetProperty("code").GetString().ShouldBe("key-in-address");
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task S14_No_key_and_no_cookie_stands_in_logs_lists_events_or_the_audit_trail()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string cookie = (await team.SignInAsync(team.Olga)).Split('=')[1];
        await team.SignInAnswerAsync(team.Ada + "x");
        string made = (await ServerClient.ReadAsync(await team.SendAsync(HttpMethod.Post, "/api/v1/keys", team.Ada, new { person = "nina", role = "viewer" }), HttpStatusCode.Created)).GetProperty("key").GetString()!;
        string[] told =
        [
            .. await Task.WhenAll(new[] { "/api/v1/people", "/api/v1/keys", "/api/v1/sessions", "/api/v1/audit", "/api/v1/events", "/api/v1" }
                .Select(async path => $"{await team.ReadAsync(path, team.Ada)}")),
            team.Home.Log.Text,
        ];

        foreach (string secret in new[] { team.Ada, team.Olga, made, cookie, KeyText.HashOf(made), KeyText.HashOf(cookie) })
        {
            told.ShouldAllBe(text => !text.Contains(secret));
        }

        (await team.Client.GetAsync("/api/v1/runs", made)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S02_A_thousand_guesses_are_slowed_and_whoever_has_a_key_is_not()
    {
        await using TeamHome team = await TeamHome.OpenAsync(options: TeamHome.Local with { Limits = new TeamLimits { Strangers = 50, SignIns = 5 } });
        List<HttpStatusCode> guesses = [];
        foreach (int _ in Enumerable.Range(0, 1000))
        {
            guesses.Add((await team.Client.GetAsync("/api/v1/runs", KeyText.Create())).StatusCode);
        }

        guesses.Count(status => status == HttpStatusCode.Unauthorized).ShouldBeLessThanOrEqualTo(100);
        guesses.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBeGreaterThanOrEqualTo(900);
        (await team.Client.GetAsync("/api/v1/runs", team.Vera)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await team.Client.GetAsync("/healthz", "")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S02_Tries_to_sign_in_are_slowed_and_the_answer_says_for_how_long()
    {
        await using TeamHome team = await TeamHome.OpenAsync(options: TeamHome.Local with { Limits = new TeamLimits { SignIns = 5 } });
        List<HttpResponseMessage> answers = [];
        foreach (int _ in Enumerable.Range(0, 12))
        {
            answers.Add(await team.SignInAnswerAsync(KeyText.Create()));
        }

        HttpResponseMessage slowed = answers[^1];
        (await ServerClient.ReadAsync(slowed, HttpStatusCode.TooManyRequests)).GetProperty("code").GetString().ShouldBe("too-many-requests");
        slowed.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBeLessThanOrEqualTo(10);
        (await team.Client.GetAsync("/api/v1/runs", team.Vera)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S15_Requests_by_one_key_have_a_limit_and_those_by_another_do_not_count()
    {
        await using TeamHome team = await TeamHome.OpenAsync(options: TeamHome.Local with { Limits = new TeamLimits { Burst = 20, PerSecond = 1 } });

        HttpStatusCode[] answers = [.. (await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => team.Client.GetAsync("/api/v1", team.Olga)))).Select(answer => answer.StatusCode)];

        answers.ShouldContain(HttpStatusCode.TooManyRequests);
        answers.ShouldContain(HttpStatusCode.OK);
        (await team.Client.GetAsync("/api/v1", team.Otto)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("ada/small", "viewer", null, "bad-person")]
    [InlineData("", "viewer", null, "bad-person")]
    [InlineData(" ada", "viewer", null, "bad-person")]
    [InlineData("nina", null, null, "no-role")]
    [InlineData("olga", "admin", null, "other-role")]
    [InlineData("olga", null, 0, "bad-expiry")]
    [InlineData("olga", null, 3651, "bad-expiry")]
    public async Task A_key_that_cannot_be_made_is_refused_in_words(string person, string? role, int? days, string code)
    {
        await using TeamHome team = await TeamHome.OpenAsync();

        HttpResponseMessage answer = await team.SendAsync(HttpMethod.Post, "/api/v1/keys", team.Ada, new { person, role, expiresAfterDays = days });

        ((int)answer.StatusCode).ShouldBeOneOf(400, 409);
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("code").GetString().ShouldBe(code);
        (await team.Home.AskAsync(new ListKeys())).Keys.Count.ShouldBe(4);
    }

    [Fact]
    public void A_slip_of_the_pen_is_no_key()
    {
        string key = KeyText.Create();

        KeyText.IsWellFormed(key).ShouldBeTrue();
        Enumerable.Range(0, key.Length).ShouldAllBe(at => !KeyText.IsWellFormed(key.Remove(at, 1).Insert(at, key[at] == 'a' ? "b" : "a")));
        new[] { "", "picie_", key + "0", key[..^1], key.ToUpperInvariant(), $" {key}", new string('0', key.Length) }.ShouldAllBe(text => !KeyText.IsWellFormed(text));
        Enumerable.Range(0, 100).Select(_ => KeyText.Create()).Distinct().Count().ShouldBe(100);
    }

    [Fact]
    public async Task Nobody_changes_the_own_role_and_another_admin_does()
    {
        await using TeamHome team = await TeamHome.OpenAsync();

        (await team.SendAsync(HttpMethod.Put, "/api/v1/people/ada", team.Ada, new { role = "viewer" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await team.SendAsync(HttpMethod.Put, "/api/v1/people/nobody", team.Ada, new { role = "viewer" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await team.SendAsync(HttpMethod.Put, "/api/v1/people/olga", team.Ada, new { role = "king" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await team.SendAsync(HttpMethod.Put, "/api/v1/people/olga", team.Ada, new { role = "viewer" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await team.Client.PostAsync("/api/v1/experiments", new { spec = ServerHome.Spec }, team.Olga)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_server_without_a_key_answers_and_is_not_ready_until_there_is_one()
    {
        await using TeamHome team = await TeamHome.OpenAsync(withKeys: false);

        (await team.Client.GetAsync("/healthz", "")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ServerClient.ReadAsync(await team.Client.GetAsync("/readyz", ""), HttpStatusCode.ServiceUnavailable)).ToString().ShouldBe("""{"status":"keys"}""");
        (await team.Client.GetAsync("/api/v1/runs", team.Home.Admin.Text)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await team.KeyAsync("ada", Role.Admin);

        (await ServerClient.ReadAsync(await team.Client.GetAsync("/readyz", ""), HttpStatusCode.OK)).ToString().ShouldBe("""{"status":"ready"}""");
    }
}
