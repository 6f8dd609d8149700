using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;
using PiCIE.Experiments.Stages;
using PiCIE.Pipeline.Submissions;

namespace PiCIE.Pipeline.Tests.Submissions;

public sealed class ReplicateKeysTests
{
    [Theory]
    [OnEachDatabase]
    public async Task A_run_counts_as_its_training_and_as_its_clustering_where_nothing_is_trained(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        PlannedRun run = TestPlans.Of(home, "fields", "text", 1).Plan.Runs[0];
        PlannedRun frozen = run with { Settings = run.Settings with { Train = run.Settings.Train with { Training = new FrozenTraining() } } };

        ReplicateKeys.MemberOf(run).ShouldBe(run.StageKeys[StageKind.Train][0]);
        ReplicateKeys.MemberOf(frozen).ShouldBe(run.StageKeys[StageKind.Cluster][0]);
    }

    [Theory]
    [OnEachDatabase]
    public async Task Replicates_share_config_and_photographs_whatever_their_seeds(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        PlannedRun run = TestPlans.Of(home, "fields", "text", 1).Plan.Runs[0];

        ReplicateKeys.GroupOf(TestPlans.Of(home, "fields", "text", 2).Plan.Runs[0]).ShouldBe(ReplicateKeys.GroupOf(run));
        ReplicateKeys.GroupOf(run with { ConfigId = "another" }).ShouldNotBe(ReplicateKeys.GroupOf(run));
        ReplicateKeys.GroupOf(TestPlans.OfPhotographs("others", home, "fields", "text", 1).Plan.Runs[0]).ShouldNotBe(ReplicateKeys.GroupOf(run));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Runs_by_another_version_of_any_stage_stand_apart(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        PlannedRun run = TestPlans.Of(home, "fields", "text", 1).Plan.Runs[0];

        ReplicateKeys.GroupOf(run, StageVersions.Of).ShouldBe(ReplicateKeys.GroupOf(run));
        foreach (StageKind newer in run.StageKeys.Keys)
        {
            ReplicateKeys.GroupOf(run, each => StageVersions.Of(each) + (each == newer ? 1 : 0)).ShouldNotBe(ReplicateKeys.GroupOf(run), $"{newer}");
        }
    }
}
