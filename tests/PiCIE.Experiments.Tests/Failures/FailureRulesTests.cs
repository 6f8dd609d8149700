using PiCIE.Experiments.Failures;

namespace PiCIE.Experiments.Tests.Failures;

public sealed class FailureRulesTests
{
    private static readonly FailureRules Rules = new();

    public static TheoryData<FailureKind, double[]> Waits { get; } = new()
    {
        { FailureKind.Input, [] },
        { FailureKind.Resource, [0] },
        { FailureKind.Crash, [0, 0] },
        { FailureKind.Lost, [0, 0, 0, 0] },
        { FailureKind.Transient, [10, 40, 160, 600] },
        { FailureKind.Environment, [10, 40, 160, 600] },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public void A_kind_has_its_tries_and_waits_between_them(FailureKind kind, double[] seconds)
    {
        FailureRules.TriesOf(kind).ShouldBe(seconds.Length + 1);
        Enumerable.Range(1, seconds.Length).Select(failures => Rules.WaitAfter(kind, failures)!.Value.TotalSeconds).ShouldBe(seconds);
        Rules.WaitAfter(kind, seconds.Length + 1).ShouldBeNull();
    }

    [Fact]
    public void Every_kind_has_a_number_of_tries() =>
        Enum.GetValues<FailureKind>().ShouldAllBe(kind => FailureRules.TriesOf(kind) >= 1);

    [Fact]
    public void What_took_processes_down_is_quarantined() =>
        Enum.GetValues<FailureKind>().Where(FailureRules.Quarantines).ShouldBe([FailureKind.Crash, FailureKind.Lost]);

    [Theory]
    [InlineData(0, "It is tried again: try 2 of 3.")]
    [InlineData(40, "It is tried again in 40 seconds: try 2 of 3.")]
    public void The_next_try_says_when_and_which(double seconds, string words) => new NextTry(2, 3, seconds).ToString().ShouldBe(words);
}
