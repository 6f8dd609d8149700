using PiCIE.Experiments.Filters;
using PiCIE.Storage.Runs;

namespace PiCIE.Storage.Tests.Runs;

public sealed class RunKeysReaderTests
{
    [Theory]
    [OnEachDatabase]
    public async Task They_are_the_figures_that_there_are_and_the_settings_in_which_runs_differ(DatabaseKind kind)
    {
        await using TestDatabase database = await FilteredRuns.CreateAsync(kind);

        RunKeys all = await KeysAsync(database, "");
        RunKeys done = await KeysAsync(database, "status = done");

        all.Runs.ShouldBe(4);
        all.Figures.ShouldBe(new Dictionary<string, int> { ["val.meanIoU"] = 2, ["val.accuracy"] = 2, ["val.accuracyStd"] = 1, ["val.iou.sky"] = 1, ["test.meanIoU"] = 1 }, ignoreOrder: true);
        all.Settings.ShouldBe(
            new Dictionary<string, bool> { ["method"] = true, ["train.learningRate"] = true, ["evaluate.splits"] = true, ["backbone.weights"] = true }, ignoreOrder: true);
        done.Runs.ShouldBe(2);
        done.Settings.Values.ShouldAllBe(differs => !differs, "both have one set of settings");
        (await KeysAsync(database, "name = nobody")).ShouldSatisfyAllConditions(none => none.Runs.ShouldBe(0), none => none.Figures.ShouldBeEmpty(), none => none.Settings.ShouldBeEmpty());
    }

    private static Task<RunKeys> KeysAsync(TestDatabase database, string where) =>
        RunKeysReader.ReadAsync(FilteredRuns.Source(database), new RunQuery { Where = FilterParser.Parse(where), Person = "ada", Now = FilteredRuns.Now }, TestContext.Current.CancellationToken);
}
