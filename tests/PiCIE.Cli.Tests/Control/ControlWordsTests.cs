using PiCIE.Cli.Control;
using PiCIE.Experiments.States;
using PiCIE.Pipeline.Control;

namespace PiCIE.Cli.Tests.Control;

public sealed class ControlWordsTests
{
    private static readonly ChangedExperiment Fields = new(Guid.Empty, "fields", Changed: true, Paused: false, StillRunning: 0);

    [Fact]
    public void A_retry_says_which_run_fails_again_because_its_photographs_changed()
    {
        ChangedRun changed = new(Guid.Empty, "seed-1", "fields", true, RunStatus.Waiting);

        ControlWords.Retried(new ChangedRuns([Fields], [changed with { DataChanged = true }])).ShouldHaveSingleItem()
            .ShouldContain("Of seed-1 the photographs changed since its submit: picie run SPEC makes a new run of them");
        ControlWords.Retried(new ChangedRuns([Fields], [changed])).ShouldHaveSingleItem().ShouldNotContain("photographs");
    }

    [Fact]
    public void A_pause_says_that_it_is_of_the_whole_experiment() =>
        ControlWords.Paused(new ChangedRuns([Fields], []), stops: false).ShouldHaveSingleItem().ShouldStartWith("The whole experiment fields is paused:");
}
