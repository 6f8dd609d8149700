using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Matching;
using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Tests.Tasks;

public sealed class SegmentationTaskTests
{
    private static readonly SegmentationTask Task = new()
    {
        Name = "mine",
        Classes = ClassTable.BuiltIn("camvid-11"),
        Layout = TaskLayout.Folders,
        Splits = new Dictionary<string, TaskSplit> { ["train"] = new("a", "b", "c"), ["val"] = new("d") },
    };

    [Fact]
    public void Fingerprint_does_not_depend_on_the_order_of_splits()
    {
        SegmentationTask turned = Task with { Splits = Task.Splits.Reverse().ToDictionary() };
        turned.Fingerprint().ShouldBe(Task.Fingerprint());
        Task.Fingerprint().Length.ShouldBe(64);
    }

    [Fact]
    public void Fingerprint_changes_with_everything_that_a_figure_depends_on()
    {
        SegmentationTask[] others =
        [
            Task with { Classes = ClassTable.BuiltIn("cityscapes-19") },
            Task with { Classes = null },
            Task with { Layout = TaskLayout.Folder },
            Task with { Splits = new Dictionary<string, TaskSplit> { ["train"] = new("a", "b", "c") } },
            Task with { Evaluate = new TaskEvaluation { Matching = MatchingRule.Majority } },
        ];
        others.Select(task => task.Fingerprint()).Append(Task.Fingerprint()).Distinct().Count().ShouldBe(others.Length + 1);
    }
}
