using PiCIE.Cli.Exports;
using PiCIE.Pipeline.Documents;

namespace PiCIE.Cli.Tests.Results;

public sealed class RunCsvTests
{
    [Fact]
    public void A_cell_with_commas_quotes_or_lines_stands_in_quotes_and_what_is_missing_is_empty()
    {
        RunListRow run = Documents.List().Runs[0] with { Name = "lr=1,\"fast\"", Metrics = new Dictionary<string, HeadlineMetrics> { ["val"] = new(50.125, 25) }, Settings = null };
        RunCsv csv = new(["test", "val"]);

        string row = csv.Row(run);

        row.ShouldContain(",\"lr=1,\"\"fast\"\"\",");
        row.ShouldEndWith(",,,50.125,25");
        csv.Headings.ShouldEndWith("metrics.test.accuracy,metrics.test.meanIoU,metrics.val.accuracy,metrics.val.meanIoU");
        csv.Headings.Count(letter => letter == ',').ShouldBe(row.Count(letter => letter == ',') - 1, "one comma is inside the name");
    }
}
