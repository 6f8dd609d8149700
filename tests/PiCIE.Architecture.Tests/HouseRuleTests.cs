using System.Text.RegularExpressions;

namespace PiCIE.Architecture.Tests;

public sealed partial class HouseRuleTests
{
    private const int LongestFileLines = 300;
    private const int MedianFileLines = 80;

    /// <summary>Files that are named after no type: programs, and families of small records that are read together.</summary>
    private static readonly string[] NamedAfterNoType = ["Program", "ExperimentEvents", "RunEvents", "StageEvents"];

    /// <summary>The name of a token says whether it stops at once or, for a stage, at the next good moment.</summary>
    private static readonly string[] TokenNames = ["cancel", "stop", "stopNow"];

    [Fact]
    public void No_source_file_is_longer_than_the_house_allows() =>
        SourceFiles.All.Where(path => SourceFiles.Lines(path).Length > LongestFileLines).ShouldBeEmpty();

    [Fact]
    public void Half_of_the_source_files_fit_on_a_screen()
    {
        int[] lengths = [.. SourceFiles.All.Select(path => SourceFiles.Lines(path).Length).Order()];

        lengths[lengths.Length / 2].ShouldBeLessThanOrEqualTo(MedianFileLines);
    }

    [Fact]
    public void Every_file_holds_the_type_that_it_is_named_after() =>
        SourceFiles.All.Where(path => !NamedAfterNoType.Contains(NameOf(path)) && !HoldsItsType(path, SourceFiles.Text(path))).ShouldBeEmpty();

    [Theory]
    [InlineData("Runs/RunRows.cs", "internal sealed class RunRows", true)]
    [InlineData("Runs/RunRows.Log.cs", "internal static partial class RunRows", true)]
    [InlineData("Work/StageSlot.cs", "public readonly record struct StageSlot(int Number);", true)]
    [InlineData("Work/StageSlot.cs", "internal sealed class StageSlots", false)]
    [InlineData("Work/StageSlot.cs", "    private sealed class StageSlot", false)]
    public void A_file_with_another_name_is_seen(string path, string declaration, bool right) => HoldsItsType(path, declaration).ShouldBe(right);

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        SourceFiles.All.Where(path => !IsThisFile(path) && EmptyName().IsMatch(SourceFiles.Text(path))).ShouldBeEmpty();

    [Theory]
    [InlineData("internal sealed class RunManager", true)]
    [InlineData("public static class TensorUtils", true)]
    [InlineData("internal sealed class StageLedger", false)]
    public void An_empty_name_is_seen(string declaration, bool seen) => EmptyName().IsMatch(declaration).ShouldBe(seen);

    [Fact]
    public void A_token_is_called_cancel_or_stop() =>
        SourceFiles.All.Where(path => !IsThisFile(path)).SelectMany(path => OtherTokens(SourceFiles.Text(path)).Select(name => $"{path}: {name}")).ShouldBeEmpty();

    [Theory]
    [InlineData("Task RunAsync(CancellationToken cancel)", null)]
    [InlineData("void Run(CancellationToken stop, CancellationToken stopNow = default)", null)]
    [InlineData("CancellationToken Cancel => _source.Token;", null)]
    [InlineData("record PassContext(int Epoch, CancellationToken Stop);", null)]
    [InlineData("Task RunAsync(CancellationToken cancellationToken)", "cancellationToken")]
    [InlineData("Task RunAsync(Guid id, CancellationToken token = default)", "token")]
    public void A_token_with_another_name_is_seen(string declaration, string? seen) => OtherTokens(declaration).SingleOrDefault().ShouldBe(seen);

    private static bool IsThisFile(string path) => Path.GetFileNameWithoutExtension(path) == nameof(HouseRuleTests);

    private static string NameOf(string path) => Path.GetFileName(path).Split('.')[0];

    private static bool HoldsItsType(string path, string text) =>
        TopLevelType().Matches(text).Any(type => type.Groups["name"].Value == NameOf(path));

    private static IEnumerable<string> OtherTokens(string text) =>
        TokenParameter().Matches(text).Select(token => token.Groups["name"].Value).Except(TokenNames, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w*(Manager|Helpers?|Utils?|Common|Processor)\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^(?!\s)[\w ]*\b(class|record|struct|interface|enum|delegate [\w<>\[\]?]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\bCancellationToken\??\s+(?<name>\w+)\s*([,)]|=(?!>))")]
    private static partial Regex TokenParameter();
}
