using PiCIE.Cli.Demo;
using PiCIE.Experiments.Specs;
using PiCIE.Experiments.Tasks;
using PiCIE.Pipeline;

namespace PiCIE.Cli.Tests.Demo;

public sealed class DemoFolderTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Its_specs_lie_in_the_home_for_people_to_read()
    {
        DemoFolder folder = Folder();

        folder.WriteSpecs();

        File.ReadAllText(folder.PicieSpec).ShouldContain("method: picie");
        File.ReadAllText(folder.FrozenSpec).ShouldContain("method: frozen");
    }

    [Fact]
    public void A_spec_that_is_there_and_equal_stays_untouched()
    {
        DemoFolder folder = Folder();
        folder.WriteSpecs();
        DateTime before = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(folder.PicieSpec, before);

        folder.WriteSpecs();

        File.GetLastWriteTimeUtc(folder.PicieSpec).ShouldBe(before);
    }

    [Fact]
    public void A_spec_that_a_person_changed_is_kept_under_another_name()
    {
        DemoFolder folder = Folder();
        folder.WriteSpecs().ShouldBeEmpty();
        File.WriteAllText(folder.PicieSpec, "name: mine");

        string kept = folder.WriteSpecs().ShouldHaveSingleItem();

        File.ReadAllText(kept).ShouldBe("name: mine");
        File.ReadAllText(folder.PicieSpec).ShouldContain("method: picie");
        folder.WriteSpecs().ShouldBeEmpty();
    }

    [Fact]
    public void Both_specs_agree_in_all_that_the_comparison_rests_on()
    {
        DemoFolder folder = Folder();
        folder.WriteSpecs();
        string[] shared = ["task:", "data:", "backbone:", "preprocess:", "cluster:", "evaluate:", "seeds:"];

        Lines(folder.FrozenSpec).ShouldBe(Lines(folder.PicieSpec));

        string[] Lines(string path) => [.. File.ReadAllLines(path).Where(line => shared.Any(key => line.StartsWith(key, StringComparison.Ordinal)))];
    }

    [Fact]
    public void Both_specs_read_well_with_the_seed_that_the_command_sets()
    {
        DemoFolder folder = Folder();
        folder.WriteSpecs();

        foreach (string path in new[] { folder.PicieSpec, folder.FrozenSpec })
        {
            ExperimentSpec spec = SpecReader.Read(File.ReadAllText(path), path, ["seeds=[7]"]);
            spec.Seeds.ShouldBe([7]);
            BuiltInTasks.Names.ShouldContain(spec.Settings.Task);
        }
    }

    private DemoFolder Folder() => DemoFolder.In(PicieHome.From(name => name == "PICIE_HOME" ? _home.Path : null, _home.Path));
}
