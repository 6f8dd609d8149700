using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PiCIE.Server.Tests.Runs;

public sealed class FigureRoutesTests(WorkedHome worked) : IClassFixture<WorkedHome>
{
    private ServerClient Client => worked.Client;

    private string Run => $"/api/v1/runs/{worked.Runs[0]}";

    [Fact]
    public async Task A_series_is_given_in_buckets_with_minima_and_maxima()
    {
        JsonElement series = await Client.ReadAsync($"{Run}/metrics/loss?points=1");

        series.GetProperty("points").GetInt32().ShouldBe(2);
        JsonElement bucket = series.GetProperty("buckets")[0];
        (bucket.GetProperty("minimum").GetDouble(), bucket.GetProperty("maximum").GetDouble(), bucket.GetProperty("mean").GetDouble()).ShouldBe((2.25, 2.5, 2.375));
        (await Client.ReadAsync($"{Run}/metrics/loss")).GetProperty("buckets").GetArrayLength().ShouldBe(2);
        (await Client.ReadAsync($"{Run}/metrics/loss?from=1")).GetProperty("buckets")[0].GetProperty("mean").GetDouble().ShouldBe(2.25);
    }

    [Theory]
    [InlineData("metrics/los", HttpStatusCode.NotFound, "Did you mean loss?")]
    [InlineData("metrics/loss?points=0", HttpStatusCode.BadRequest, "1 to 10000")]
    [InlineData("metrics/loss?points=10001", HttpStatusCode.BadRequest, "1 to 10000")]
    [InlineData("metrics/loss?stage=00000000-0000-0000-0000-000000000000", HttpStatusCode.NotFound, "of that stage")]
    [InlineData("confusion?split=test", HttpStatusCode.NotFound, "split 'test'")]
    [InlineData("confusion?repeat=3", HttpStatusCode.NotFound, "repeats 1 to 2")]
    public async Task What_is_not_there_is_said(string path, HttpStatusCode status, string said) =>
        (await ServerClient.ReadAsync(await Client.GetAsync($"{Run}/{path}"), status)).ToString().ShouldContain(said);

    [Fact]
    public async Task Results_carry_their_protocol_and_matrices_give_their_figures()
    {
        JsonElement result = (await Client.ReadAsync($"{Run}/results")).GetProperty("results")[0];
        JsonElement confusion = await Client.ReadAsync($"{Run}/confusion?split=val&repeat=1");

        result.GetProperty("protocol").GetProperty("task").GetString().ShouldBe("toy");
        result.GetProperty("figures").GetProperty("repeats")[0].GetProperty("accuracy").GetDouble().ShouldBe(85);
        long[][] matrix = confusion.GetProperty("matrix").Deserialize<long[][]>()!;
        int[] classes = confusion.GetProperty("classOfCluster").Deserialize<int[]>()!;
        long right = matrix.Select((row, index) => row.Where((_, cluster) => classes[cluster] == index).Sum()).Sum();
        (100.0 * right / matrix.Sum(row => row.Sum())).ShouldBe(85);
    }

    [Theory]
    [InlineData("metrics/loss")]
    [InlineData("confusion")]
    public async Task What_never_changes_has_a_tag_and_is_not_sent_twice(string path)
    {
        HttpResponseMessage first = await Client.GetAsync($"{Run}/{path}");
        EntityTagHeaderValue tag = first.Headers.ETag.ShouldNotBeNull();
        HttpRequestMessage again = Client.Request(HttpMethod.Get, $"{Run}/{path}");
        again.Headers.IfNoneMatch.Add(tag);
        HttpRequestMessage other = Client.Request(HttpMethod.Get, $"{Run}/{path}");
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""));

        HttpResponseMessage unchanged = await Client.SendAsync(again);

        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await unchanged.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        (await Client.SendAsync(other)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
