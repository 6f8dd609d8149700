using PiCIE.Cli.Exports;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Tests.Results;

public sealed class RunCsvTests
{
    [Fact]
    public void A_cell_with_commas_quotes_or_lines_stands_in_quotes_and_what_is_missing_is_empty()
    {
        RunListRow run = Documents.List().Runs[0] with { Name = "lr=1,\"fast\"", Metrics = new Dictionary<string, HeadlineMetrics> { ["val"] = new(50.125, 25) { AccuracyStd = 0.5, MeanIoUStd = 0.25, Repeats = 3, Classes = new Dictionary<string, ClassFigures> { ["tree"] = new(12.5) } } }, Data = "/data/lakes", Archived = true, Tags = ["best"], Notes = ["looks good"], Person = "ada", Settings = null };
        RunCsv csv = new([new("test", []), new("val", ["sky", "tree"])]);

        string row = csv.Row(run);

        row.ShouldContain(",\"lr=1,\"\"fast\"\"\",");
        row.ShouldEndWith(",,,,,,50.125,25,0.5,0.25,3,,12.5");
        row.ShouldContain(",ada,/data/lakes,true,best,looks good,");
        csv.Headings.ShouldEndWith("metrics.val.accuracyStd,metrics.val.meanIoUStd,metrics.val.repeats,metrics.val.classes.sky.iou,metrics.val.classes.tree.iou");
        csv.Headings.Count(letter => letter == ',').ShouldBe(row.Count(letter => letter == ',') - 1, "one comma is inside the name");
    }
}
