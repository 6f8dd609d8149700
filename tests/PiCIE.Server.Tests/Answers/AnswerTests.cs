using System.Net;
using System.Text.Json;

namespace PiCIE.Server.Tests.Answers;

public sealed class AnswerTests
{
    [Theory]
    [InlineData("/api/v1/runs", HttpStatusCode.OK)]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/api/v1/runs?filter=(", HttpStatusCode.BadRequest)]
    [InlineData("/", HttpStatusCode.Found)]
    public async Task Every_answer_carries_the_headers_that_keep_pages_in_their_place(string path, HttpStatusCode status)
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        HttpResponseMessage answer = await home.Client.GetAsync(path);

        answer.StatusCode.ShouldBe(status);
        answer.Headers.GetValues("Content-Security-Policy").ShouldBe(
        [
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'",
        ]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/api/v1/nothing", "GET", HttpStatusCode.NotFound, "no-route")]
    [InlineData("/api/v1/runs", "DELETE", HttpStatusCode.MethodNotAllowed, "wrong-method")]
    [InlineData("/api/v1/runs/not-an-id", "GET", HttpStatusCode.NotFound, "no-route")]
    [InlineData("/api/v1/experiments/ada/none", "GET", HttpStatusCode.NotFound, "no-experiment")]
    public async Task What_goes_wrong_is_a_problem_document_with_the_code_of_the_command_line(string path, string method, HttpStatusCode status, string code)
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        HttpResponseMessage answer = await home.Client.SendAsync(home.Client.Request(new HttpMethod(method), path));

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        JsonElement problem = await ServerClient.ReadAsync(answer, status);
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("type").GetString().ShouldBe($"urn:picie:problem:{code}");
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task An_error_that_should_not_be_has_an_id_that_stands_in_the_log_and_tells_nothing_else()
    {
        await using ServerHome home = await ServerHome.PreparedAsync(routes => Planted.Map(routes));
        home.Adopt(await home.Server.StartAsync());

        JsonElement problem = await ServerClient.ReadAsync(await home.Client.GetAsync("/planted"), HttpStatusCode.InternalServerError);

        problem.ToString().ShouldNotContain(Planted.Secret);
        home.Log.Text.ShouldContain(problem.GetProperty("id").GetString()!);
        home.Log.Text.ShouldContain(Planted.Secret);
    }

    [Fact]
    public async Task Health_is_told_to_everybody_and_nothing_else_is()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        (await home.Client.GetAsync("/health/live", "")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ServerClient.ReadAsync(await home.Client.GetAsync("/health/ready", ""), HttpStatusCode.OK)).ToString().ShouldBe("""{"status":"ready"}""");
        await File.WriteAllTextAsync(home.Home.Database, "this is no database, and longer than the head of one would be, so that it is looked at and refused in every way there is");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        HttpResponseMessage damaged = await home.Client.GetAsync("/health/ready", "");
        (await ServerClient.ReadAsync(damaged, HttpStatusCode.ServiceUnavailable)).ToString().ShouldBe("""{"status":"database"}""");
        (await home.Client.GetAsync("/health/live", "")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/hangfire")]
    [InlineData("/hangfire/jobs/enqueued")]
    [InlineData("/jobs")]
    public async Task S13_There_are_no_pages_of_the_job_queue(string path)
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        (await home.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await home.Client.GetAsync(path, "")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task S14_The_token_stands_in_no_log_and_no_answer()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        string token = home.Admin.Text;
        string[] answers =
        [
            .. await Task.WhenAll(new[] { $"/?token={token}", $"/api/v1/nothing?token={token}", $"/api/v1/runs?filter={token}", $"/api/v1/runs?sort={token}" }
                .Select(async path => await (await home.Client.GetAsync(path, "")).Content.ReadAsStringAsync())),
            await (await home.Client.GetAsync("/api/v1")).Content.ReadAsStringAsync(),
            await (await home.Client.GetAsync("/api/v1/workers")).Content.ReadAsStringAsync(),
        ];

        answers.ShouldAllBe(answer => !answer.Contains(token));
        home.Log.Text.ShouldNotContain(token);
        home.Log.Text.ShouldNotContain(home.Admin.Cookie);
    }

    [Fact]
    public async Task S11_S20_Whatever_stands_in_filter_and_order_gives_an_answer_or_an_error_of_ours()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        await home.Client.SubmitAsync();
        string[] words = ["seed", "=", "!=", "~", "(", ")", "and", "or", "not", "in", "is", "absent", "'; drop table runs; --", "\"", "\\", "%", "_", "1e309", "-7d", "2026-11-29", "tag", "settings.train.k", "metrics.val.meanIoU", "*", "\0", "é", ","];
        Random random = new(11);
        int answered = 0;
        foreach (int _ in Enumerable.Range(0, 500))
        {
            string text = string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => words[random.Next(words.Length)]));

            HttpResponseMessage answer = await home.Client.GetAsync($"/api/v1/runs?filter={Uri.EscapeDataString(text)}&sort={Uri.EscapeDataString(words[random.Next(words.Length)])}");

            ((int)answer.StatusCode).ShouldBeOneOf(200, 400);
            answered += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }

        answered.ShouldBeGreaterThan(0);
        (await home.Client.ReadAsync("/api/v1/runs")).GetProperty("total").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task S15_A_filter_beyond_the_limits_of_the_language_is_refused()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        (await home.Client.GetAsync($"/api/v1/runs?filter={new string('a', 4001)}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await home.Client.GetAsync($"/api/v1/runs?filter={string.Concat(Enumerable.Repeat("(", 100))}a{string.Concat(Enumerable.Repeat(")", 100))}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await home.Client.GetAsync($"/api/v1/runs?filter={string.Join("%20or%20", Enumerable.Repeat("seed%3D1", 101))}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await home.Client.GetAsync($"/api/v1/runs?filter={new string('a', 40_000)}")).StatusCode.ShouldBeOneOf(HttpStatusCode.RequestUriTooLong, HttpStatusCode.BadRequest);
        (await home.Client.GetAsync("/health/live", "")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
