using PiCIE.Faults.Races;

namespace PiCIE.Faults.Tests;

/// <summary>Two writes at the same moment from two processes come to one state. The program holds the same races five hundred times.</summary>
public sealed class RaceTests(ServerOfTests server)
{
    private const int Times = 20;

    [Theory]
    [InlineData("commit-cancel")]
    [InlineData("pause-start")]
    public Task F15_A_race_comes_to_one_state_each_time(string name) => HoldAsync(name);

    [Theory]
    [InlineData("two-parents")]
    [InlineData("commit-reconcile")]
    [InlineData("submit-commit")]
    public Task F01_A_race_of_commits_comes_to_one_state_each_time(string name) => HoldAsync(name);

    [Fact]
    [Trait("Category", "long")]
    public Task F16_A_collection_takes_nothing_that_a_submit_reuses() => HoldAsync("collect-submit");

    [Fact]
    [Trait("Category", "long")]
    public Task F12_Four_reconcilers_end_an_attempt_once() => HoldAsync("four-reconcilers");

    [Fact]
    [Trait("Category", "long")]
    public async Task F15_On_a_database_in_a_file_too()
    {
        RaceOutcome outcome = await RaceCourse.HoldAsync(RaceCourse.Races.Single(race => race.Name == "commit-cancel"), Times, null);

        outcome.Wrong.ShouldBeEmpty();
    }

    private async Task HoldAsync(string name)
    {
        RaceOutcome outcome = await RaceCourse.HoldAsync(RaceCourse.Races.Single(race => race.Name == name), Times, await server.StartedAsync());

        outcome.Wrong.ShouldBeEmpty();
        outcome.Times.ShouldBe(Times);
    }
}
