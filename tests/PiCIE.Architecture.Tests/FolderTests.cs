namespace PiCIE.Architecture.Tests;

/// <summary>The folders of a project form no circle: each can be read, moved and tested without what leans on it.</summary>
public sealed class FolderTests
{
    /// <summary>Types that plug the parts of their project together and may therefore name every folder.</summary>
    private static readonly string[] CompositionRoots =
    [
        "PiCIE.Storage.PicieContext",
        "PiCIE.Pipeline.PipelineServices",
        "PiCIE.Server.PicieServer",
        "PiCIE.Dashboard.DashboardPages",
        "PiCIE.Cli.CommandLine.PicieCommandLine",
        "PiCIE.Stages.OrderDispatch",
    ];

    public static TheoryData<string> Projects => [.. Wall.All.Select(wall => wall.Assembly)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_of_a_project_form_no_circle(string assembly)
    {
        Wall wall = Wall.All.Single(one => one.Assembly == assembly);
        using FileStream built = File.OpenRead(Repository.Built(wall.Folder, wall.Assembly + ".dll"));

        FolderCircles.Of(FolderArrows.Read(built, CompositionRoots)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Leaning.Field)]
    [InlineData(Leaning.Base)]
    [InlineData(Leaning.Parameter)]
    [InlineData(Leaning.Body)]
    [InlineData(Leaning.TypeArgument)]
    [InlineData(Leaning.Attribute)]
    public void A_planted_circle_is_named_with_the_types_that_make_it(Leaning leaning)
    {
        using Stream planted = PlantedAssembly.WithFolders(leaning, ("Runs", "Run", "Work"), ("Work", "Worker", "Queues"), ("Queues", "StageJob", "Runs"));

        FolderCircles.Of(FolderArrows.Read(planted, [])).ShouldBe(
        [
            "PiCIE.Planted.Queues → PiCIE.Planted.Runs (StageJob uses Run), PiCIE.Planted.Runs → PiCIE.Planted.Work (Run uses Worker), "
                + "PiCIE.Planted.Work → PiCIE.Planted.Queues (Worker uses StageJob)",
        ]);
    }

    [Fact]
    public void Folders_that_lean_one_way_are_no_circle()
    {
        using Stream planted = PlantedAssembly.WithFolders(Leaning.Field, ("Runs", "Run", "Queues"), ("Work", "Worker", "Queues"), ("Queues", "StageJob", "Queues"));

        FolderCircles.Of(FolderArrows.Read(planted, [])).ShouldBeEmpty();
    }

    [Fact]
    public void A_composition_root_may_name_every_folder()
    {
        using Stream planted = PlantedAssembly.WithFolders(Leaning.Field, ("Runs", "Run", "Work"), ("Work", "Worker", "Runs"));

        FolderCircles.Of(FolderArrows.Read(planted, ["PiCIE.Planted.Work.Worker"])).ShouldBeEmpty();
    }
}
