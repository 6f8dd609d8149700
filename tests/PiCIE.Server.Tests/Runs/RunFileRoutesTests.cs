using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace PiCIE.Server.Tests.Runs;

public sealed class RunFileRoutesTests(WorkedHome worked) : IClassFixture<WorkedHome>
{
    private ServerClient Client => worked.Client;

    [Fact]
    public async Task Every_file_of_every_artifact_can_be_saved_and_is_what_its_hash_says()
    {
        JsonElement[] artifacts = [.. (await Client.ReadAsync($"/api/v1/runs/{worked.Runs[0]}/artifacts")).GetProperty("artifacts").EnumerateArray()];
        int files = 0;

        foreach ((JsonElement artifact, JsonElement file) in artifacts.SelectMany(artifact => artifact.GetProperty("files").EnumerateArray(), (artifact, file) => (artifact, file)))
        {
            HttpResponseMessage answer = await Client.GetAsync($"/api/v1/artifacts/{artifact.GetProperty("id").GetString()}/files/{file.GetProperty("name").GetString()}");

            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync())).ShouldBe(file.GetProperty("sha256").GetString());
            answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox");
            files++;
        }

        artifacts.Select(artifact => artifact.GetProperty("kind").GetString()).ShouldBe(["preprocess", "preprocess", "train", "cluster", "evaluate"], ignoreOrder: true);
        files.ShouldBeGreaterThan(6);
    }

    [Theory]
    [InlineData("../../../../picie.db")]
    [InlineData("..%2f..%2f..%2f..%2fpicie.db")]
    [InlineData("..%252f..%252f..%252f..%252fpicie.db")]
    [InlineData("%2e%2e/%2e%2e/%2e%2e/%2e%2e/picie.db")]
    [InlineData("..%5c..%5cpicie.db")]
    [InlineData("....//....//picie.db")]
    [InlineData("/etc/passwd")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("%5c%5chost%5cshare%5cfile")]
    [InlineData("weights.safetensors%00.png")]
    [InlineData("weights.safetensors;/../../picie.db")]
    [InlineData("weights.safetensors/")]
    [InlineData("WEIGHTS.SAFETENSORS")]
    public async Task S04_S27_No_name_leads_out_of_an_artifact(string name)
    {
        string artifact = (await Client.ReadAsync($"/api/v1/runs/{worked.Runs[0]}/artifacts")).GetProperty("artifacts").EnumerateArray()
            .Single(one => one.GetProperty("kind").GetString() == "train").GetProperty("id").GetString()!;

        HttpResponseMessage answer = await Client.GetAsync($"/api/v1/artifacts/{artifact}/files/{name}");

        ((int)answer.StatusCode).ShouldBeOneOf(400, 404);
        string text = await answer.Content.ReadAsStringAsync();
        text.ShouldNotContain("SQLite format");
        text.ShouldNotContain("root:");
    }

    [Fact]
    public async Task S05_A_log_is_plain_text_in_a_sandbox_and_can_be_followed()
    {
        string log = $"/api/v1/runs/{worked.Runs[0]}/log";
        HttpResponseMessage whole = await Client.GetAsync(log);
        string text = await whole.Content.ReadAsStringAsync();
        HttpRequestMessage rest = Client.Request(HttpMethod.Get, log);
        rest.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(text.Length / 2, null);

        HttpResponseMessage end = await Client.SendAsync(rest);

        text.ShouldNotBeEmpty();
        whole.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        whole.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        whole.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox");
        end.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        text.ShouldEndWith(await end.Content.ReadAsStringAsync());
        (await Client.GetAsync($"{log}?attempt=9")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
