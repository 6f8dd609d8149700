using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Layouts;
using PiCIE.Evaluation.Tasks;

namespace PiCIE.Evaluation.Tests.Layouts;

/// <summary>Tasks of one split, val, in each of the ways that a data set of one's own can lie.</summary>
internal static class FolderSplits
{
    /// <summary>Photographs in <c>images</c>, label images in <c>labels</c>, a list.</summary>
    public static SegmentationTask Listed { get; } = Of(TaskLayout.Folders, new TaskSplit("images", "labels", "val.txt"));

    /// <summary>The same without a list.</summary>
    public static SegmentationTask Unlisted { get; } = Of(TaskLayout.Folders, new TaskSplit("images", "labels"));

    /// <summary>Any folder.</summary>
    public static SegmentationTask Folder { get; } = Of(TaskLayout.Folder, new TaskSplit("imgs/val", "labels/val"));

    public static string[] Names(this TemporaryFolder data, SegmentationTask task, LabelDemand labels = LabelDemand.All) =>
        [.. PhotographList.Resolve(task, "val", data.Path, labels).Select(photograph => photograph.Name)];

    public static TaskInputException Refused(this TemporaryFolder data, SegmentationTask task, LabelDemand labels = LabelDemand.All) =>
        Should.Throw<TaskInputException>(() => PhotographList.Resolve(task, "val", data.Path, labels));

    private static SegmentationTask Of(TaskLayout layout, TaskSplit split) => new()
    {
        Name = "mine",
        Classes = ClassTable.BuiltIn("camvid-11"),
        Layout = layout,
        Splits = new Dictionary<string, TaskSplit> { ["val"] = split },
    };
}
