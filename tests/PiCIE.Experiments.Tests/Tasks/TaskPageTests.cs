using System.Text.RegularExpressions;
using PiCIE.Evaluation.Classes;
using PiCIE.Evaluation.Tasks;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Tasks;

namespace PiCIE.Experiments.Tests.Tasks;

/// <summary>The examples of docs/tasks.md are read by the readers that they are written for.</summary>
public sealed partial class TaskPageTests
{
    private static readonly string Page = TextFile.Read(Path.Combine(Repository.Root, "docs", "tasks.md"));

    [Fact]
    public void Each_class_table_of_the_page_reads()
    {
        ClassTable[] tables = [.. Examples("json").Select(text => ClassTable.Parse(text, "classes.json"))];
        tables.Length.ShouldBe(2);
        tables[0].Classes.Select(row => row.Key).ShouldBe(["wall", "window", "door", "sky"]);
        tables[1].ClassOf(0).ShouldBe(ClassTable.Ignored);
        tables[1].ClassOf(4).ShouldBe(3);
    }

    [Fact]
    public void Each_task_file_of_the_page_reads()
    {
        string[] tables = [.. Examples("json")];
        SegmentationTask[] tasks = [.. Examples("yaml").Select(text => TaskFile.Read(text, "facades.yaml", path => ClassTable.Parse(tables[1], path)))];
        tasks.Length.ShouldBe(2);
        tasks.ShouldAllBe(task => task.Name == "facades" && task.Classes!.Count == 4 && task.Splits.ContainsKey("val"));
    }

    private static IEnumerable<string> Examples(string language) =>
        Example().Matches(Page).Where(match => match.Groups["language"].Value == language).Select(match => match.Groups["text"].Value);

    [GeneratedRegex("```(?<language>[a-z]+)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
