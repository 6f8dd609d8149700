namespace PiCIE.Architecture.Tests;

/// <summary>A test reaches the material through the type that skips it where the material is missing, and through nothing else.</summary>
public sealed class MaterialRuleTests
{
    private const string Accessor = "tests/Shared/SharedMaterial.cs";

    // Whoever names the folder or its variable can read it without asking.
    private static readonly string[] Names = ["PICIE_SHARED", "\"shared\"", "../shared"];

    [Fact]
    public void Only_one_file_of_the_tests_knows_where_the_material_lies() =>
        SourceFiles.All
            .Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && Path.GetFileNameWithoutExtension(path) != nameof(MaterialRuleTests))
            .Where(path => KnowsTheFolder(SourceFiles.Text(path)))
            .ShouldBe([Accessor]);

    [Theory]
    [InlineData("""Environment.GetEnvironmentVariable("PICIE_SHARED")""")]
    [InlineData("""Path.Combine(Repository.Root, "..", "shared", "data")""")]
    [InlineData("""File.ReadAllText("../shared/reference/bands.json")""")]
    public void Another_way_to_the_material_is_seen(string statement) => KnowsTheFolder(statement).ShouldBeTrue();

    private static bool KnowsTheFolder(string text) => Names.Any(name => text.Contains(name, StringComparison.Ordinal));
}
