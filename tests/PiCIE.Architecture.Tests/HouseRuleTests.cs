using System.Text.RegularExpressions;

namespace PiCIE.Architecture.Tests;

public sealed partial class HouseRuleTests
{
    private const int LongestFileLines = 500;

    [Fact]
    public void No_source_file_is_longer_than_the_house_allows() =>
        Sources().Where(path => File.ReadLines(path).Count() > LongestFileLines).ShouldBeEmpty();

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Sources().Where(path => EmptyName().IsMatch(File.ReadAllText(path))).ShouldBeEmpty();

    [Theory]
    [InlineData("internal sealed class RunManager", true)]
    [InlineData("public static class TensorUtils", true)]
    [InlineData("internal sealed class StageLedger", false)]
    public void An_empty_name_is_seen(string declaration, bool seen) => EmptyName().IsMatch(declaration).ShouldBe(seen);

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w*(Manager|Helpers?|Utils?|Common|Processor)\b")]
    private static partial Regex EmptyName();

    private static IEnumerable<string> Sources() =>
        new[] { "src", "migrations", "tests", "benchmarks" }
            .Select(top => Path.Combine(Repository.Root, top))
            .Where(Directory.Exists)
            .SelectMany(top => Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal)
                && !path.Replace('\\', '/').Contains("/Migrations/", StringComparison.Ordinal)
                && !path.EndsWith(nameof(HouseRuleTests) + ".cs", StringComparison.Ordinal));
}
