using PiCIE.Faults.Writers;

namespace PiCIE.Faults.Tests;

/// <summary>Processes that write to one SQLite database and are killed.</summary>
[Trait("Category", "long")]
public sealed class WriterTests
{
    [Fact]
    public async Task F18_Whoever_of_several_writers_is_killed_the_database_is_sound_and_no_acknowledged_commit_is_lost()
    {
        WritersOutcome outcome = await WriterCourse.RunAsync(writers: 3, kills: 4);

        outcome.Complaints.ShouldBeEmpty();
        outcome.Integrity.ShouldBe("ok");
        outcome.Acknowledged.ShouldBeGreaterThan(0);
    }
}
