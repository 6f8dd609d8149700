using System.Net;
using System.Text.Json;

namespace PiCIE.Server.Tests.Submitting;

public sealed class SubmitRoutesTests
{
    [Fact]
    public async Task A_spec_is_planned_submitted_and_the_same_again_adds_nothing()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        JsonElement plan = await ServerClient.ReadAsync(await home.Client.PostAsync("/api/v1/plans", new { spec = ServerHome.Spec }, home.Viewer.Text), HttpStatusCode.OK);
        int before = (await home.Client.ReadAsync("/api/v1/runs")).GetProperty("total").GetInt32();
        HttpResponseMessage first = await home.Client.PostAsync("/api/v1/experiments", new { spec = ServerHome.Spec, overrides = new[] { "seeds=1,2" } });
        JsonElement submitted = await ServerClient.ReadAsync(first, HttpStatusCode.Created);
        JsonElement again = await ServerClient.ReadAsync(
            await home.Client.PostAsync("/api/v1/experiments", new { spec = ServerHome.Spec, overrides = new[] { "seeds=1,2" } }), HttpStatusCode.OK);

        plan.GetProperty("runs").GetArrayLength().ShouldBe(3);
        before.ShouldBe(0);
        first.Headers.Location!.OriginalString.ShouldBe("/api/v1/experiments/tester/small");
        submitted.GetProperty("newRuns").GetInt32().ShouldBe(2);
        again.GetProperty("newRuns").GetInt32().ShouldBe(0);
        again.GetProperty("runs").ToString().ShouldBe(submitted.GetProperty("runs").ToString());
    }

    [Fact]
    public async Task A_key_with_the_same_text_is_the_same_submit_and_with_another_one_a_conflict()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        string other = ServerHome.Spec.Replace("name: small", "name: other", StringComparison.Ordinal);

        JsonElement first = await ServerClient.ReadAsync(await SubmitAsync(home, ServerHome.Spec, "a-key"), HttpStatusCode.Created);
        JsonElement again = await ServerClient.ReadAsync(await SubmitAsync(home, ServerHome.Spec, "a-key"), HttpStatusCode.OK);
        JsonElement problem = await ServerClient.ReadAsync(await SubmitAsync(home, other, "a-key"), HttpStatusCode.Conflict);

        again.GetProperty("runs").ToString().ShouldBe(first.GetProperty("runs").ToString());
        problem.GetProperty("code").GetString().ShouldBe("key-taken");
        (await home.Client.ReadAsync("/api/v1/experiments")).GetProperty("total").GetInt32().ShouldBe(1);
        // Somebody else's equal key is another one.
        (await SubmitAsync(home, other, "a-key", home.Operator.Text)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await SubmitAsync(home, other, "")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SubmitAsync(home, other, new string('k', 201))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_submit_that_failed_binds_no_key()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        (await SubmitAsync(home, ServerHome.Spec.Replace("data: pictures", "data: nothing", StringComparison.Ordinal), "a-key")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await SubmitAsync(home, ServerHome.Spec, "a-key")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task F14_One_submit_sent_many_times_at_once_with_one_key_is_one_experiment()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SubmitAsync(home, ServerHome.Spec, "a-key")));

        answers.Select(answer => (int)answer.StatusCode).ShouldAllBe(status => status == 200 || status == 201);
        (await home.Client.ReadAsync("/api/v1/experiments")).GetProperty("total").GetInt32().ShouldBe(1);
        (await home.Client.ReadAsync("/api/v1/runs")).GetProperty("total").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task Whoever_only_looks_may_plan_and_not_submit()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        (await home.Client.PostAsync("/api/v1/plans", new { spec = ServerHome.Spec }, home.Viewer.Text)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await home.Client.PostAsync("/api/v1/experiments", new { spec = ServerHome.Spec }, home.Viewer.Text)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await home.Client.ReadAsync("/api/v1/runs")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("data", "../pictures")]
    [InlineData("data", "./pictures")]
    [InlineData("data", "/etc")]
    [InlineData("data", "..")]
    [InlineData("data", "pictures/../../..")]
    [InlineData("data", "\\\\\\\\host\\\\share")]
    [InlineData("task", "/etc/passwd")]
    [InlineData("task", "../task.yaml")]
    [InlineData("task", "task.yaml")]
    [InlineData("backbone.weights", "/etc/passwd")]
    [InlineData("backbone.weights", "../../secret.pth")]
    public async Task S04_No_path_is_taken_in_a_spec_that_is_sent(string key, string value)
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        foreach (string route in new[] { "/api/v1/plans", "/api/v1/experiments" })
        {
            JsonElement problem = await ServerClient.ReadAsync(
                await home.Client.PostAsync(route, new { spec = ServerHome.Spec, overrides = new[] { $"{key}=\"{value}\"" } }), HttpStatusCode.BadRequest);

            problem.GetProperty("code").GetString().ShouldBeOneOf("path-refused", "no-task");
            problem.GetProperty("where").GetString().ShouldBe(key);
            problem.ToString().ShouldNotContain(home.Root);
        }

        (await home.Client.ReadAsync("/api/v1/runs")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("$HOME")]
    [InlineData("${PICIE_HOME}")]
    [InlineData("~")]
    [InlineData("%PATH%")]
    [InlineData("`id`")]
    public async Task S23_Nothing_in_a_spec_is_expanded(string data)
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        JsonElement problem = await ServerClient.ReadAsync(
            await home.Client.PostAsync("/api/v1/experiments", new { spec = ServerHome.Spec.Replace("data: pictures", $"data: '{data}'", StringComparison.Ordinal) }), HttpStatusCode.BadRequest);

        problem.GetProperty("code").GetString().ShouldBe("no-data");
        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain($"'{data}'");
        problem.ToString().ShouldNotContain(home.Root);
    }

    [Fact]
    public async Task A_mistake_in_a_spec_is_told_with_its_line()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        JsonElement problem = await ServerClient.ReadAsync(
            await home.Client.PostAsync("/api/v1/plans", new { spec = ServerHome.Spec.Replace("seeds:", "sedes:", StringComparison.Ordinal) }), HttpStatusCode.BadRequest);

        problem.GetProperty("code").GetString().ShouldBe("bad-spec");
        problem.GetProperty("where").GetString().ShouldBe("spec.yaml, line 7, column 1");
    }

    [Theory]
    [InlineData("""{ "spec": 1 }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "spec": null }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "spec": "name: a", "sepc": "name: b" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "spec": "name: a", "spec": "name: b" }""", HttpStatusCode.BadRequest)]
    [InlineData("""{ "spec": "name: a", "overrides": [null] }""", HttpStatusCode.BadRequest)]
    [InlineData("""not json""", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task What_is_sent_is_read_strictly(string body, HttpStatusCode status)
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        JsonElement problem = await ServerClient.ReadAsync(await home.Client.PostTextAsync("/api/v1/experiments", body), status);

        problem.ToString().ShouldNotContain("PiCIE.");
        problem.ToString().ShouldNotContain("System.");
    }

    [Fact]
    public async Task A_spec_without_a_name_is_refused_for_it_has_no_file()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        (await ServerClient.ReadAsync(
            await home.Client.PostAsync("/api/v1/plans", new { spec = ServerHome.Spec.Replace("name: small\n", "", StringComparison.Ordinal) }), HttpStatusCode.BadRequest))
            .GetProperty("code").GetString().ShouldBe("no-name");
        (await home.Client.PostAsync("/api/v1/plans", new { spec = ServerHome.Spec.Replace("name: small", "name: spec", StringComparison.Ordinal) })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S15_A_body_that_is_too_long_is_refused_and_the_server_stays_up()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        HttpResponseMessage answer = await home.Client.PostTextAsync("/api/v1/experiments", $$"""{ "spec": "{{new string('a', 3 << 20)}}" }""");

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await home.Client.PostAsync("/api/v1/plans", new { spec = new string('a', (1 << 20) + 1) })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await home.Client.GetAsync("/health/live", "")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S20_Mutated_specs_are_answered_with_errors_of_ours()
    {
        await using ServerHome home = await ServerHome.ServedAsync();
        Random random = new(20);
        foreach (int _ in Enumerable.Range(0, 300))
        {
            char[] spec = ServerHome.Spec.ToCharArray();
            foreach (int __ in Enumerable.Range(0, random.Next(1, 6)))
            {
                spec[random.Next(spec.Length)] = "{}[]:,\"'#&*!|>%@`\t\n\0-é∑"[random.Next(23)];
            }

            HttpResponseMessage answer = await home.Client.PostAsync("/api/v1/plans", new { spec = new string(spec) });

            ((int)answer.StatusCode).ShouldBeLessThan(500, new string(spec));
        }
    }

    private static Task<HttpResponseMessage> SubmitAsync(ServerHome home, string spec, string key, string? with = null)
    {
        HttpRequestMessage request = home.Client.Request(HttpMethod.Post, "/api/v1/experiments", with);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        request.Content = new StringContent(JsonSerializer.Serialize(new { spec }), System.Text.Encoding.UTF8, "application/json");
        return home.Client.SendAsync(request);
    }
}
