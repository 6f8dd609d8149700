using System.Globalization;
using System.Text.RegularExpressions;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Faults;

/// <summary>Trainings that are stopped or killed in the middle, and the same command again: the weights are those of a training that nobody interrupted.</summary>
[Trait("Category", "long")]
public sealed partial class ResumeTests(WholeTraining whole) : IClassFixture<WholeTraining>, IDisposable
{
    private const int SigInt = 2;
    private const int SigKill = 9;
    private const int ToldBeforeKill = 3;
    private readonly PicieHomeFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task After_kill_9_the_same_command_ends_with_the_same_weights_and_repeats_one_epoch_at_most(bool killPicie, bool killStage)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are looked at as Linux shows them");
        string spec = WholeTraining.SpecIn(_folder);
        PicieOutcome killed;
        using (WorkingPicie picie = WorkingPicie.Start(_folder, spec))
        {
            await picie.UntilSaidAsync($"epoch {ToldBeforeKill} of {WholeTraining.Epochs}: loss");
            int stage = await picie.StageProcessAsync();
            if (killPicie)
            {
                picie.Signal(SigKill);
            }

            if (killStage)
            {
                WorkingPicie.Signal(stage, SigKill);
            }

            killed = await picie.EndAsync();
            await WorkingPicie.UntilGoneAsync(stage);
        }

        // Where picie lives on it tries the stage again by itself, and tells the epochs after the kill too.
        if (!killPicie)
        {
            killed.ShouldEndWith(0).ShouldSay("It is tried again: try 2 of 2.");
        }

        await FinishesAsync(spec, (killPicie ? EpochsOf(killed) : ToldBeforeKill) - 1);
    }

    [Fact]
    public async Task One_ctrl_c_waits_for_the_checkpoint_and_nothing_is_repeated()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are looked at as Linux shows them");
        string spec = WholeTraining.SpecIn(_folder);
        PicieOutcome stopped;
        using (WorkingPicie picie = WorkingPicie.Start(_folder, spec))
        {
            await picie.UntilSaidAsync($"epoch 2 of {WholeTraining.Epochs}: loss");
            picie.Signal(SigInt);
            stopped = await picie.EndAsync();
        }

        stopped.ShouldEndWith(130).ShouldSay("Stopping at the next checkpoint of train · small · seed 1", "Ctrl-C again stops at once, and", "of work are lost");
        await FinishesAsync(spec, EpochsOf(stopped));
    }

    [Fact]
    public async Task A_second_ctrl_c_stops_at_once_and_the_checkpoints_before_it_stay()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "processes are looked at as Linux shows them");
        string spec = WholeTraining.SpecIn(_folder);
        PicieOutcome stopped;
        using (WorkingPicie picie = WorkingPicie.Start(_folder, spec))
        {
            await picie.UntilSaidAsync($"epoch 2 of {WholeTraining.Epochs}: loss");
            picie.Signal(SigInt);
            await picie.UntilSaidAsync("Stopping at the next checkpoint");
            picie.Signal(SigInt);
            stopped = await picie.EndAsync();
        }

        stopped.ShouldEndWith(130).ShouldSay("Stopping at once.");
        await FinishesAsync(spec, EpochsOf(stopped) - 1);
    }

    /// <summary>Gives the same command again until it is done, and looks at what came of it.</summary>
    private async Task FinishesAsync(string spec, int leastKept)
    {
        PicieOutcome finished = (await _folder.PicieAsync("run", spec, "--json")).ShouldEndWith(0);

        string log = File.ReadAllText(Directory.EnumerateFiles(Path.Combine(_folder.Home, "logs"), "train-*-2.log").ShouldHaveSingleItem());
        int kept = int.Parse(GoingOn().Match(log).Groups[1].Value, CultureInfo.InvariantCulture);
        kept.ShouldBeInRange(Math.Max(leastKept, 1), WholeTraining.Epochs - 1);
        (byte[] weights, byte[] centroids) = WholeTraining.Files(finished);
        weights.AsSpan().SequenceEqual(whole.Weights).ShouldBeTrue($"the weights are others than without the interruption; it went on after epoch {kept}");
        centroids.AsSpan().SequenceEqual(whole.Centroids).ShouldBeTrue();
        finished.Json.GetProperty("runs")[0].GetProperty("curve").EnumerateArray().Select(point => point.GetProperty("epoch").GetInt32())
            .ShouldBe(Enumerable.Range(0, WholeTraining.Epochs));
        Directory.EnumerateFiles(Path.Combine(_folder.Home, "artifacts", "checkpoints"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    /// <summary>Number of epochs that the training told of.</summary>
    private static int EpochsOf(PicieOutcome outcome) => Told().Matches(outcome.Error).Max(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"going on from the checkpoint after epoch (\d+)")]
    private static partial Regex GoingOn();

    [GeneratedRegex(@"epoch (\d+) of \d+: loss")]
    private static partial Regex Told();
}
