using System.Net;
using System.Text.Json;

namespace PiCIE.Server.Tests.Team;

public sealed class AuditTests
{
    [Theory]
    [OnEachDatabase]
    public async Task Every_act_stands_there_with_who_what_on_what_and_from_where(DatabaseKind kind)
    {
        await using TeamHome team = await TeamHome.OpenAsync(kind);
        string run = (await team.SubmitAsync(team.Olga)).GetProperty("runs")[0].GetString()!;
        (string Act, object Body)[] acts =
        [
            ("pause", new { names = new[] { run } }), ("resume", new { names = new[] { run } }), ("prioritise", new { names = new[] { run }, priority = -5 }),
            ("tag", new { names = new[] { run }, add = new[] { "best" } }), ("note", new { name = run, text = "canary of a note" }), ("cancel", new { names = new[] { run } }),
            ("retry", new { names = new[] { run } }), ("archive", new { names = new[] { run } }),
        ];
        foreach ((string act, object body) in acts)
        {
            (await team.Client.PostAsync($"/api/v1/acts/{act}", body, team.Olga)).StatusCode.ShouldBe(HttpStatusCode.OK, act);
        }

        JsonElement[] trail = [.. (await team.ReadAsync("/api/v1/audit?person=olga", team.Ada)).GetProperty("acts").EnumerateArray()];

        trail.Reverse().Select(one => one.GetProperty("act").GetString()).ShouldBe(["submit", .. acts.Select(one => one.Act)]);
        trail.ShouldAllBe(one => one.GetProperty("address").GetString() == "127.0.0.1" && one.GetProperty("subject").GetString()!.StartsWith("olga/small") && !one.ToString().Contains("refusal"));
        string.Join('\n', trail).ShouldNotContain("canary");
    }

    [Fact]
    public async Task An_act_that_fails_leaves_no_entry_and_one_that_changes_nothing_neither()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        await team.SubmitAsync(team.Olga);
        await team.Client.PostAsync("/api/v1/acts/cancel", new { names = new[] { "nothing" } }, team.Olga);
        await team.Client.PostAsync("/api/v1/acts/resume", new { names = new[] { "small" } }, team.Olga);

        (await team.ReadAsync("/api/v1/audit?person=olga", team.Ada)).GetProperty("acts").EnumerateArray().Select(one => one.GetProperty("act").GetString()).ShouldBe(["submit"]);
    }

    [Fact]
    public async Task What_a_role_is_not_enough_for_and_a_wrong_key_at_the_sign_in_stand_there_as_refused()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        await team.Client.PostAsync("/api/v1/experiments", new { spec = ServerHome.Spec }, team.Vera);
        await team.SignInAnswerAsync("picie_wrong");
        await team.SignInAsync(team.Vera);

        JsonElement[] refused = [.. (await team.ReadAsync("/api/v1/audit?refused=true", team.Ada)).GetProperty("acts").EnumerateArray()];
        JsonElement[] done = [.. (await team.ReadAsync("/api/v1/audit?refused=false&act=sign-in", team.Ada)).GetProperty("acts").EnumerateArray()];

        refused.Select(one => one.GetProperty("refusal").GetString()).ShouldBe(["wrong-key", "not-allowed"]);
        refused[1].GetProperty("subject").GetString().ShouldBe("POST /api/v1/experiments");
        refused[1].GetProperty("person").GetString().ShouldBe("vera");
        refused[0].TryGetProperty("person", out _).ShouldBeFalse();
        done.Single().GetProperty("person").GetString().ShouldBe("vera");
    }

    [Theory]
    [OnEachDatabase]
    public async Task It_is_read_in_pages_without_a_gap(DatabaseKind kind)
    {
        await using TeamHome team = await TeamHome.OpenAsync(kind);
        string run = (await team.SubmitAsync(team.Olga)).GetProperty("runs")[0].GetString()!;
        foreach (int number in Enumerable.Range(0, 7))
        {
            await team.Client.PostAsync("/api/v1/acts/tag", new { names = new[] { run }, add = new[] { $"tag{number}" } }, team.Otto);
        }

        string[] whole = [.. (await team.ReadAsync("/api/v1/audit", team.Ada)).GetProperty("acts").EnumerateArray().Select(one => one.ToString())];
        List<string> paged = [];
        for (string? cursor = ""; cursor is not null;)
        {
            JsonElement page = await team.ReadAsync($"/api/v1/audit?limit=2{cursor}", team.Ada);
            paged.AddRange(page.GetProperty("acts").EnumerateArray().Select(one => one.ToString()));
            cursor = page.TryGetProperty("next", out JsonElement next) && next.ValueKind == JsonValueKind.String ? $"&cursor={next.GetString()}" : null;
        }

        whole.Length.ShouldBeGreaterThan(10);
        paged.ShouldBe(whole);
        (await team.Client.GetAsync("/api/v1/audit?cursor=x", team.Ada)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await team.Client.GetAsync("/api/v1/audit?cursor=99999999999999999999-0", team.Ada)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
