using System.Net;
using System.Text.Json;

namespace PiCIE.Server.Tests.Team;

/// <summary>What two people may do with what belongs to one of them.</summary>
public sealed class OwnershipTests
{
    [Theory]
    [InlineData("cancel")]
    [InlineData("retry")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("archive")]
    public async Task S18_An_operator_acts_on_own_experiments_and_not_on_those_of_others(string act)
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string run = (await team.SubmitAsync(team.Olga)).GetProperty("runs")[0].GetString()!;
        string before = $"{await team.ReadAsync($"/api/v1/runs/{run}", team.Vera)}";
        object body = new { names = new[] { run } };

        JsonElement problem = await ServerClient.ReadAsync(await team.Client.PostAsync($"/api/v1/acts/{act}", body, team.Otto), HttpStatusCode.Forbidden);

        problem.GetProperty("code").GetString().ShouldBe("not-yours");
        $"{await team.ReadAsync($"/api/v1/runs/{run}", team.Vera)}".ShouldBe(before);
        JsonElement refused = (await team.ReadAsync("/api/v1/audit?refused=true", team.Ada)).GetProperty("acts")[0];
        (refused.GetProperty("person").GetString(), refused.GetProperty("act").GetString(), refused.GetProperty("refusal").GetString(), refused.GetProperty("address").GetString())
            .ShouldBe(("otto", act, "not-yours", "127.0.0.1"));
        refused.GetProperty("subject").GetString().ShouldNotBeNull().ShouldStartWith("olga/small");
        (await team.Client.PostAsync($"/api/v1/acts/{act}", body, team.Olga)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await team.Client.PostAsync($"/api/v1/acts/{act}", body, team.Ada)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await team.Client.PostAsync($"/api/v1/acts/{act}", body, team.Vera)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Where_one_of_many_belongs_to_somebody_else_nothing_is_done()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string own = (await team.SubmitAsync(team.Otto)).GetProperty("runs")[0].GetString()!;
        string other = (await team.SubmitAsync(team.Olga)).GetProperty("runs")[0].GetString()!;

        (await team.Client.PostAsync("/api/v1/acts/cancel", new { names = new[] { own, other } }, team.Otto)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await team.ReadAsync("/api/v1/runs?filter=status%3Dcanceled", team.Vera)).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task A_stage_that_another_shares_goes_on_when_one_of_them_cancels()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        await team.SubmitAsync(team.Otto);
        string other = (await team.SubmitAsync(team.Olga)).GetProperty("runs")[0].GetString()!;

        await team.Client.PostAsync("/api/v1/acts/cancel", new { names = new[] { "otto/small" } }, team.Otto);

        (await team.ReadAsync($"/api/v1/runs/{other}/stages", team.Vera)).ToString().ShouldNotContain("canceled");
        (await team.ReadAsync("/api/v1/runs?filter=status%3Dcanceled", team.Vera)).GetProperty("total").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(-100, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.BadRequest, HttpStatusCode.OK)]
    [InlineData(100, HttpStatusCode.BadRequest, HttpStatusCode.OK)]
    [InlineData(101, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)]
    public async Task An_operator_gives_way_and_an_admin_pushes(int priority, HttpStatusCode asOperator, HttpStatusCode asAdmin)
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        await team.SubmitAsync(team.Olga);
        string spec = ServerHome.Spec.Replace("name: small", $"name: other\npriority: {priority}", StringComparison.Ordinal);

        (await team.Client.PostAsync("/api/v1/acts/prioritise", new { names = new[] { "olga/small" }, priority }, team.Olga)).StatusCode.ShouldBe(asOperator);
        (await team.Client.PostAsync("/api/v1/acts/prioritise", new { names = new[] { "olga/small" }, priority }, team.Ada)).StatusCode.ShouldBe(asAdmin);
        HttpResponseMessage sent = await team.Client.PostAsync("/api/v1/experiments", new { spec }, team.Olga);

        sent.IsSuccessStatusCode.ShouldBe(asOperator == HttpStatusCode.OK);
        (await team.Client.PostAsync("/api/v1/acts/prioritise", new { names = new[] { "olga/small" }, priority = -1 }, team.Otto)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Everybody_who_may_act_tags_and_notes_everything_and_takes_away_the_own_notes_alone()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        string run = (await team.SubmitAsync(team.Olga)).GetProperty("runs")[0].GetString()!;
        async Task<string> NoteAsync(string key) => (await ServerClient.ReadAsync(
            await team.Client.PostAsync("/api/v1/acts/note", new { name = run, text = "of the lake" }, key), HttpStatusCode.OK)).GetProperty("marked")[0].GetProperty("notes").EnumerateArray().Last().GetProperty("id").GetString()!;

        (await team.Client.PostAsync("/api/v1/acts/tag", new { names = new[] { run }, add = new[] { "best" } }, team.Otto)).StatusCode.ShouldBe(HttpStatusCode.OK);
        string ofOlga = await NoteAsync(team.Olga);
        string ofOtto = await NoteAsync(team.Otto);
        string secondOfOtto = await NoteAsync(team.Otto);

        (await team.Client.PostAsync("/api/v1/acts/note", new { name = run, remove = ofOlga }, team.Otto)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await team.Client.PostAsync("/api/v1/acts/note", new { name = run, remove = ofOtto }, team.Otto)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await team.Client.PostAsync("/api/v1/acts/note", new { name = run, remove = secondOfOtto }, team.Olga)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await team.Client.PostAsync("/api/v1/acts/note", new { name = run, text = "of a viewer" }, team.Vera)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Two_people_may_call_an_experiment_the_same_and_a_bare_name_is_the_own_one()
    {
        await using TeamHome team = await TeamHome.OpenAsync();
        await team.SubmitAsync(team.Olga);
        await team.SubmitAsync(team.Otto);

        (await team.Client.PostAsync("/api/v1/acts/archive", new { names = new[] { "small" } }, team.Otto)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await team.ReadAsync("/api/v1/experiments", team.Vera)).GetProperty("experiments").EnumerateArray().Select(one => one.GetProperty("person").GetString()).ShouldBe(["olga"]);
    }
}
