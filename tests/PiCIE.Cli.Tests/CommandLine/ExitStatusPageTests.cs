using System.Text;
using PiCIE.Cli.CommandLine;

namespace PiCIE.Cli.Tests.CommandLine;

/// <summary>The page of exit statuses, made from the type that has them.</summary>
public sealed class ExitStatusPageTests
{
    [Fact]
    public void The_page_of_exit_statuses_is_made_from_their_type()
    {
        WrittenSummaries summaries = new(typeof(ExitStatus).Assembly);
        StringBuilder page = new();
        page.Append("""
            # What `picie` ends with

            This page is made from the type `ExitStatus` (`tests/PiCIE.Cli.Tests/CommandLine/ExitStatusPageTests.cs`); write it anew with `PICIE_WRITE_EXPECTED=1` after a change. With `--json` an error is one
            document `{ "error": { "code", "message", "where", "hint" } }` on standard output, beside the status. The keys of a spec stand in [reference.md](reference.md).


            """);
        page.Append("| status | when |\n| --- | --- |\n");
        foreach (ExitStatus status in Enum.GetValues<ExitStatus>().Order())
        {
            page.Append($"| {(int)status} | {summaries.Of(typeof(ExitStatus).GetField($"{status}")!)} |\n");
        }

        page.ToString().ShouldStandIn(Path.Combine(Repository.Root, "docs", "exit-status.md"));
    }
}
