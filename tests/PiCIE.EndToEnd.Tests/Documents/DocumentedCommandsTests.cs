namespace PiCIE.EndToEnd.Tests.Documents;

/// <summary>The pages that take a reader by the hand: what they say to type works, in their order.</summary>
[Trait("Category", "long")]
public sealed class DocumentedCommandsTests : IDisposable
{
    private readonly DocumentedCommands _reader = new();

    public void Dispose() => _reader.Dispose();

    [Fact]
    public async Task From_zero_to_a_sweep()
    {
        string said = await _reader.RunAsync("docs/first-sweep.md", new Dictionary<string, string>());

        said.ShouldContain("sweep: 12 runs = 2 preprocess + 6 train + 12 cluster + 12 evaluate");
        (await File.ReadAllLinesAsync(_reader["sweep.csv"])).Length.ShouldBe(1 + 16, "a heading, and four seeds of four settings");
        Directory.GetFiles(_reader["masks"], "*.png", SearchOption.AllDirectories).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task From_one_machine_to_a_team()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        string server = await PostgreSqlServer.NewEmptyDatabaseAsync();
        try
        {
            await _reader.RunAsync("docs/team.md", new Dictionary<string, string>
            {
                ["createdb picie"] = "",
                ["export PICIE_DATABASE=postgresql://localhost/picie"] = $"export PICIE_DATABASE='{server}'",
            });
        }
        finally
        {
            await PostgreSqlServer.RemoveAsync(server);
        }

        (await File.ReadAllTextAsync(_reader["worker-a.log"])).ShouldContain("train · team · seed 2: done");
        (await File.ReadAllTextAsync(_reader["worker-b.log"])).ShouldContain("evaluate · team · seed 2");
    }
}
