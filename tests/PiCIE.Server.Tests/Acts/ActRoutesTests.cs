using System.Net;
using System.Text.Json;

namespace PiCIE.Server.Tests.Acts;

public sealed class ActRoutesTests
{
    [Fact]
    public async Task Runs_are_canceled_and_asked_for_again()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        string run = (await home.Client.SubmitAsync()).GetProperty("runs")[0].GetString()!;

        JsonElement canceled = await ActAsync(home, "cancel", new { names = new[] { run } });
        JsonElement list = await home.Client.ReadAsync("/api/v1/runs?filter=status%3Dcanceled");
        JsonElement retried = await ActAsync(home, "retry", new { names = new[] { "small" } });

        canceled.GetProperty("runs")[0].GetProperty("status").GetString().ShouldBe("canceled");
        list.GetProperty("total").GetInt32().ShouldBe(1);
        retried.GetProperty("runs").EnumerateArray().Count(one => one.GetProperty("changed").GetBoolean()).ShouldBe(1);
    }

    [Fact]
    public async Task An_experiment_is_paused_and_resumed()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        await home.Client.SubmitAsync();

        (await ActAsync(home, "pause", new { names = new[] { "small" }, now = true })).GetProperty("experiments")[0].GetProperty("paused").GetBoolean().ShouldBeTrue();
        (await home.Client.ReadAsync("/api/v1/queue")).GetProperty("paused")[0].GetProperty("experiment").GetString().ShouldBe("small");
        (await ActAsync(home, "resume", new { names = new[] { "small" } })).GetProperty("experiments")[0].GetProperty("paused").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_higher_priority_puts_what_waits_first()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        await home.Client.SubmitAsync();
        await home.Client.SubmitAsync(ServerHome.Spec.Replace("name: small", "name: later", StringComparison.Ordinal).Replace("resolution: 32", "resolution: 40", StringComparison.Ordinal));
        string first = await FirstAsync(home);

        JsonElement changed = await ActAsync(home, "prioritise", new { names = new[] { "later" }, priority = 50 });

        first.ShouldBe("small");
        changed.GetProperty("experiments")[0].GetProperty("changed").GetBoolean().ShouldBeTrue();
        (await FirstAsync(home)).ShouldBe("later");
        (await home.Client.ReadAsync("/api/v1/experiments/tester/later")).GetProperty("experiment").GetProperty("priority").GetInt32().ShouldBe(50);
        (await ActAsync(home, "prioritise", new { names = new[] { "later" }, priority = 50 })).GetProperty("experiments")[0].GetProperty("changed").GetBoolean().ShouldBeFalse();
        (await home.Client.PostAsync("/api/v1/acts/prioritise", new { names = new[] { "later" }, priority = 101 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Tags_notes_and_the_archive_are_written()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        string run = (await home.Client.SubmitAsync()).GetProperty("runs")[0].GetString()!;

        await ActAsync(home, "tag", new { names = new[] { run }, add = new[] { "best" } });
        JsonElement noted = await ActAsync(home, "note", new { name = run, text = "of the lake" });
        await ActAsync(home, "archive", new { names = new[] { run } });

        (await home.Client.ReadAsync("/api/v1/runs?filter=tag%3Dbest%20and%20archived%3Dtrue")).GetProperty("total").GetInt32().ShouldBe(1);
        noted.GetProperty("marked")[0].GetProperty("notes")[0].GetProperty("text").GetString().ShouldBe("of the lake");
        (await home.Client.ReadAsync("/api/v1/runs")).GetProperty("total").GetInt32().ShouldBe(2);
        await ActAsync(home, "archive", new { names = new[] { run }, undo = true });
        (await home.Client.ReadAsync("/api/v1/runs")).GetProperty("total").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\u202etxt.exe")]
    [InlineData("</script><svg onload=alert(1)>")]
    public async Task S05_What_people_write_comes_back_as_it_is_and_as_data(string text)
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        string run = (await home.Client.SubmitAsync()).GetProperty("runs")[0].GetString()!;
        await ActAsync(home, "note", new { name = run, text });

        HttpResponseMessage answer = await home.Client.GetAsync($"/api/v1/runs/{run}");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self';");
        (await ServerClient.ReadAsync(answer, HttpStatusCode.OK)).GetProperty("runs")[0].GetProperty("notes")[0].GetString().ShouldBe(text);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("retry")]
    [InlineData("pause")]
    [InlineData("archive")]
    public async Task An_act_on_nothing_is_refused(string act)
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        (await home.Client.PostAsync($"/api/v1/acts/{act}", new { names = Array.Empty<string>() })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await home.Client.PostAsync($"/api/v1/acts/{act}", new { names = new[] { "nothing" } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await home.Client.PostAsync($"/api/v1/acts/{act}", new { names = new string?[] { null } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<JsonElement> ActAsync(ServerHome home, string act, object body) =>
        await ServerClient.ReadAsync(await home.Client.PostAsync($"/api/v1/acts/{act}", body), HttpStatusCode.OK);

    private static async Task<string> FirstAsync(ServerHome home) => (await home.Client.ReadAsync("/api/v1/queue")).GetProperty("stages").EnumerateArray()
        .First(stage => stage.TryGetProperty("place", out JsonElement place) && place.GetInt32() == 1).GetProperty("experiment").GetString()!;
}
