using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Runs;
using PiCIE.Pipeline.Work;

namespace PiCIE.Pipeline.Tests.Work;

/// <summary>Two homes may keep their artifacts in one folder, also where the same key came to other bytes.</summary>
public sealed class SharedStoreTests
{
    [Fact]
    public async Task Another_result_under_the_same_key_stands_beside_the_first_and_harms_nothing()
    {
        await using TestHome one = new();
        Guid first = await one.SubmitAsync(TestPlans.Of(one, "fields", "text", 1));
        (await one.WorkAsync(first)).ShouldBe(WorkOutcome.Done);
        await using TestHome other = new();
        Directory.CreateSymbolicLink(other.Home.ArtifactsFolder, one.Home.ArtifactsFolder);
        other.Let("train", "other");

        Guid second = await other.SubmitAsync(TestPlans.Of(other, "fields", "text", 1));
        (await other.WorkAsync(second)).ShouldBe(WorkOutcome.Done);

        RunDocument here = await RunAsync(one, first), there = await RunAsync(other, second);
        here.Stages[1].Key.ShouldBe(there.Stages[1].Key);
        File.ReadAllText(here.Artifacts[ArtifactNames.Weights]).ShouldBe("weights");
        File.ReadAllText(there.Artifacts[ArtifactNames.Weights]).ShouldBe("weights of another");
    }

    private static async Task<RunDocument> RunAsync(TestHome home, Guid experiment) => (await home.SendAsync(new ShowExperiment(experiment))).Runs.Single();
}
