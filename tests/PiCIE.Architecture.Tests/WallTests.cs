namespace PiCIE.Architecture.Tests;

public sealed class WallTests
{
    public static TheoryData<string> Projects => [.. Wall.All.Select(wall => wall.Assembly)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_leans_only_on_what_the_design_allows(string assembly)
    {
        Wall wall = Wall.All.Single(one => one.Assembly == assembly);

        wall.Breaches(AssemblyReferences.Read(Repository.Built(wall.Folder, wall.Assembly + ".dll"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PiCIE.Evaluation", "PiCIE.Segmentation")]
    [InlineData("PiCIE.Evaluation", "YamlDotNet")]
    [InlineData("PiCIE.Segmentation", "PiCIE.Experiments")]
    [InlineData("PiCIE.Segmentation", "Microsoft.EntityFrameworkCore")]
    [InlineData("PiCIE.Experiments", "TorchSharp")]
    [InlineData("PiCIE.Experiments", "PiCIE.Storage")]
    [InlineData("picie-stage", "PiCIE.Storage")]
    [InlineData("PiCIE.Storage", "PiCIE.Pipeline")]
    [InlineData("PiCIE.Storage", "Hangfire.Core")]
    [InlineData("PiCIE.Migrations.Sqlite", "PiCIE.Pipeline")]
    [InlineData("PiCIE.Pipeline", "TorchSharp")]
    [InlineData("PiCIE.Pipeline", "PiCIE.Segmentation")]
    [InlineData("PiCIE.Server", "TorchSharp")]
    [InlineData("PiCIE.Server", "PiCIE.Segmentation")]
    [InlineData("PiCIE.Server", "PiCIE.Storage")]
    [InlineData("PiCIE.Server", "picie")]
    [InlineData("picie", "PiCIE.Segmentation")]
    [InlineData("picie", "Microsoft.AspNetCore")]
    [InlineData("picie", "picie-stage")]
    public void A_planted_breach_is_seen(string assembly, string reference)
    {
        using Stream planted = PlantedAssembly.LeaningOn(reference);

        Wall.All.Single(one => one.Assembly == assembly).Breaches(AssemblyReferences.Read(planted))
            .ShouldBe([$"{assembly} must not lean on {reference}"]);
    }

    [Fact]
    public void Every_project_of_the_product_has_a_wall()
    {
        string[] projects = [.. new[] { "src", "migrations", "dashboards" }
            .Select(top => Path.Combine(Repository.Root, top))
            .Where(Directory.Exists)
            .SelectMany(top => Directory.EnumerateFiles(top, "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(path)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

        projects.ShouldBe(Wall.All.Select(wall => wall.Folder).Order(StringComparer.Ordinal));
    }
}
