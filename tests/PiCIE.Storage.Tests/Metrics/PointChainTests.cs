using PiCIE.Storage.Metrics;
using PiCIE.Storage.Stages;

namespace PiCIE.Storage.Tests.Metrics;

public sealed class PointChainTests
{
    [Fact]
    public void Without_a_checkpoint_all_of_the_newest_attempt_that_told_points_counts_and_nothing_else()
    {
        PointChain chain = PointChain.Of([Attempt(1), Attempt(2), Attempt(3)], new HashSet<int> { 1, 2 });

        Counted(chain).ShouldBe(["2.1", "2.2", "2.3", "2.4"]);
    }

    [Fact]
    public void Of_attempts_that_another_goes_on_from_what_came_before_the_checkpoint_counts()
    {
        PointChain chain = PointChain.Of([Attempt(1), Attempt(2, from: (1, 2)), Attempt(3, from: (2, 1))], new HashSet<int> { 1, 2, 3 });

        Counted(chain).ShouldBe(["1.1", "1.2", "2.1", "3.1", "3.2", "3.3", "3.4"]);
    }

    [Fact]
    public void An_attempt_that_is_not_on_the_way_to_the_newest_counts_nothing()
    {
        PointChain chain = PointChain.Of([Attempt(1), Attempt(2, from: (1, 1)), Attempt(3, from: (1, 3))], new HashSet<int> { 1, 2, 3 });

        Counted(chain).ShouldBe(["1.1", "1.2", "1.3", "3.1", "3.2", "3.3", "3.4"]);
    }

    [Fact]
    public void An_attempt_that_goes_on_and_has_told_nothing_yet_ends_what_the_one_before_did_after_the_checkpoint()
    {
        PointChain chain = PointChain.Of([Attempt(1), Attempt(2, from: (1, 2))], new HashSet<int> { 1 });

        Counted(chain).ShouldBe(["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"]);
    }

    private static IEnumerable<string> Counted(PointChain chain) =>
        from attempt in Enumerable.Range(1, 3) from batch in Enumerable.Range(1, 4) where chain.Counts(attempt, batch) select $"{attempt}.{batch}";

    private static Attempt Attempt(int number, (int Attempt, long Batch)? from = null) => new()
    {
        Number = number,
        Worker = "w",
        Device = "cpu",
        Program = "p",
        ResumedFromAttempt = from?.Attempt,
        ResumedFromBatch = from?.Batch,
    };
}
