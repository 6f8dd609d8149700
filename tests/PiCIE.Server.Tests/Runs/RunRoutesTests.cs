using System.Net;
using System.Text.Json;

namespace PiCIE.Server.Tests.Runs;

public sealed class RunRoutesTests(WorkedHome worked) : IClassFixture<WorkedHome>
{
    private ServerClient Client => worked.Client;

    [Fact]
    public async Task Runs_are_filtered_and_sorted_by_the_language_of_filters()
    {
        JsonElement page = await Client.ReadAsync("/api/v1/runs?filter=seed%20%3E%201%20and%20status%3Ddone&sort=-seed");

        page.GetProperty("total").GetInt32().ShouldBe(2);
        page.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("seeds").GetProperty("train").GetInt32()).ShouldBe([3, 2]);
    }

    [Fact]
    public async Task Pages_are_followed_by_their_cursors_to_the_end()
    {
        List<string> names = [];
        string? cursor = "";
        while (cursor is not null)
        {
            JsonElement page = await Client.ReadAsync($"/api/v1/runs?sort=seed&limit=2{cursor}");
            names.AddRange(page.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("name").GetString()!));
            cursor = page.TryGetProperty("next", out JsonElement next) ? $"&cursor={next.GetString()}" : null;
        }

        names.ShouldBe(["seed-1", "seed-2", "seed-3"]);
    }

    [Fact]
    public async Task Only_the_fields_that_are_asked_for_are_given_and_read()
    {
        JsonElement run = (await Client.ReadAsync("/api/v1/runs?fields=id,settings,tags&limit=1")).GetProperty("runs")[0];

        run.EnumerateObject().Select(member => member.Name).ShouldBe(["id", "settings", "tags"], ignoreOrder: true);
        run.GetProperty("settings").GetProperty("preprocess").GetProperty("resolution").GetInt32().ShouldBe(32);
    }

    [Theory]
    [InlineData("sort=-seed")]
    [InlineData("sort=name")]
    [InlineData("sort=seed&filter=seed%3E0")]
    public async Task A_cursor_of_another_list_is_refused(string list)
    {
        string cursor = (await Client.ReadAsync("/api/v1/runs?sort=seed&limit=2")).GetProperty("next").GetString()!;

        JsonElement problem = await ServerClient.ReadAsync(await Client.GetAsync($"/api/v1/runs?{list}&limit=2&cursor={cursor}"), HttpStatusCode.BadRequest);

        problem.GetProperty("code").GetString().ShouldBe("bad-cursor");
    }

    [Theory]
    [InlineData("filter=stauts%3Ddone", "bad-filter", "status")]
    [InlineData("sort=nonsense.", "bad-filter", "nonsense")]
    [InlineData("fields=nmae", "unknown-field", "name")]
    [InlineData("filtr=x", "unknown-parameter", "filter")]
    [InlineData("cursor=x", "bad-cursor", "cursor")]
    [InlineData("cursor=bzEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTA", "bad-cursor", "cursor")]
    [InlineData("limit=0", "bad-limit", "1 to 1000")]
    [InlineData("limit=many", "bad-request", "limit")]
    public async Task A_slip_is_answered_with_what_was_meant(string query, string code, string said)
    {
        JsonElement problem = await ServerClient.ReadAsync(await Client.GetAsync($"/api/v1/runs?{query}"), HttpStatusCode.BadRequest);

        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.ToString().ShouldContain(said);
        problem.ToString().ShouldNotContain("--");
    }

    [Fact]
    public async Task A_run_is_told_whole_and_without_folders_of_the_machine()
    {
        JsonElement document = await Client.ReadAsync($"/api/v1/runs/{worked.Runs[0]}");

        JsonElement run = document.GetProperty("runs")[0];
        run.GetProperty("status").GetString().ShouldBe("done");
        run.GetProperty("metrics").GetProperty("val").GetProperty("perClass").GetArrayLength().ShouldBe(7);
        document.ToString().ShouldNotContain(worked.Home.Root);
    }

    [Fact]
    public async Task Stages_and_attempts_of_a_run_are_listed()
    {
        JsonElement stages = (await Client.ReadAsync($"/api/v1/runs/{worked.Runs[1]}/stages")).GetProperty("stages");
        JsonElement attempts = (await Client.ReadAsync($"/api/v1/runs/{worked.Runs[1]}/attempts")).GetProperty("attempts");

        stages.EnumerateArray().Select(stage => stage.GetProperty("state").GetString()).ShouldAllBe(state => state == "done");
        stages.EnumerateArray().Single(stage => stage.GetProperty("kind").GetString() == "train").GetProperty("otherRuns").GetInt32().ShouldBe(0);
        stages.EnumerateArray().First(stage => stage.GetProperty("kind").GetString() == "preprocess").GetProperty("otherRuns").GetInt32().ShouldBe(2);
        attempts.EnumerateArray().Select(attempt => attempt.GetProperty("outcome").GetString()).ShouldAllBe(outcome => outcome == "succeeded");
        attempts.GetArrayLength().ShouldBe(stages.GetArrayLength());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/stages")]
    [InlineData("/attempts")]
    [InlineData("/artifacts")]
    [InlineData("/metrics")]
    [InlineData("/metrics/loss")]
    [InlineData("/results")]
    [InlineData("/confusion")]
    [InlineData("/log")]
    public async Task A_run_that_is_not_there_is_not_found(string part) =>
        (await ServerClient.ReadAsync(await Client.GetAsync($"/api/v1/runs/{Guid.Empty}{part}"), HttpStatusCode.NotFound)).GetProperty("code").GetString().ShouldBe("no-run");

    [Fact]
    public async Task Experiments_are_listed_with_how_far_their_runs_are()
    {
        JsonElement row = (await Client.ReadAsync("/api/v1/experiments?person=tester")).GetProperty("experiments")[0];
        JsonElement overview = await Client.ReadAsync("/api/v1/experiments/tester/small");

        row.GetProperty("runs").GetProperty("done").GetInt32().ShouldBe(3);
        overview.GetProperty("revisions")[0].GetProperty("text").GetString().ShouldBe(ServerHome.Spec);
        overview.GetProperty("stages").EnumerateArray().Where(stage => stage.GetProperty("kind").GetString() == "train").Single().GetProperty("count").GetInt32().ShouldBe(3);
        (await Client.GetAsync("/api/v1/experiments/tester/smal")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Queue_workers_tasks_and_data_sets_are_told()
    {
        (await Client.ReadAsync("/api/v1/queue")).GetProperty("total").GetInt32().ShouldBe(0);
        (await Client.ReadAsync("/api/v1/workers")).GetProperty("home").GetProperty("pid").GetInt32().ShouldBe(Environment.ProcessId);
        (await Client.ReadAsync("/api/v1/tasks/toy")).GetProperty("classes").GetArrayLength().ShouldBe(7);
        (await Client.ReadAsync("/api/v1/tasks")).GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("name").GetString()).ShouldContain("camvid-11");
        (await Client.ReadAsync("/api/v1/data-sets")).GetProperty("dataSets").GetArrayLength().ShouldBe(0);
        (await Client.ReadAsync("/api/v1")).GetProperty("role").GetString().ShouldBe("admin");
    }
}
