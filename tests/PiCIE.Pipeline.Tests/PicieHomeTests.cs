namespace PiCIE.Pipeline.Tests;

public sealed class PicieHomeTests
{
    [Fact]
    public void Without_variables_everything_lies_below_the_current_folder()
    {
        PicieHome home = PicieHome.From(_ => null, "/here");

        home.Root.ShouldBe("/here/picie-data");
        home.Database.ShouldBe("/here/picie-data/picie.db");
        home.DataFolder.ShouldBe("/here/picie-data/data");
        home.ArtifactsFolder.ShouldBe("/here/picie-data/artifacts");
        home.Person.ShouldBe(Environment.UserName);
        home.StageProgram.ShouldBeNull();
    }

    [Theory]
    [InlineData("PICIE_ARTIFACTS", "s3://bucket/picie", "PICIE_ARTIFACTS", "no-object-store")]
    [InlineData("PICIE_DATABASE", "Host=db;Database=picie", "PICIE_ARTIFACTS", "no-shared-artifacts")]
    [InlineData("PICIE_DATABASE", "Hots=db;Password=secret", "PICIE_DATABASE", "bad-database")]
    public void What_a_team_cannot_work_with_is_refused_and_not_done_otherwise(string name, string value, string where, string code)
    {
        PicieException error = Should.Throw<PicieException>(() => PicieHome.From(asked => asked == name ? value : null, "/here"));

        (error.Where, error.Code, error.Kind).ShouldBe((where, code, ProblemKind.Input));
        $"{error.Message} {error.Hint}".ShouldNotContain("secret");
    }

    [Fact]
    public void A_team_has_a_database_and_a_place_for_artifacts_that_all_share()
    {
        PicieHome home = PicieHome.From(
            asked => asked switch { "PICIE_DATABASE" => "postgresql://me:secret@db/picie", "PICIE_ARTIFACTS" => "/shared/artifacts", _ => null }, "/here");

        home.Server.ShouldNotBeNull().ShouldContain("Host=db");
        home.DatabaseName.ShouldBe("picie on db");
        home.ArtifactsFolder.ShouldBe("/shared/artifacts");
    }

    [Fact]
    public void An_object_store_in_the_file_of_the_home_is_refused_too()
    {
        string root = Directory.CreateTempSubdirectory("picie-home-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(root, "picie.yaml"), "artifacts: s3://bucket/picie");

            Should.Throw<PicieException>(() => PicieHome.From(asked => asked == "PICIE_HOME" ? root : null, "/here")).Code.ShouldBe("no-object-store");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void A_path_in_the_file_of_the_home_counts_from_there_and_a_variable_is_stronger()
    {
        string root = Directory.CreateTempSubdirectory("picie-home-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(root, "picie.yaml"), "data: photographs\nweights: /srv/weights\nartifacts: made\nuser: ada\n");
            Dictionary<string, string> variables = new() { ["PICIE_HOME"] = root, ["PICIE_ARTIFACTS"] = "elsewhere", ["PICIE_USER"] = "bob" };

            PicieHome home = PicieHome.From(variables.GetValueOrDefault, "/here");

            (home.DataFolder, home.WeightsFolder).ShouldBe((Path.Combine(root, "photographs"), "/srv/weights"));
            (home.ArtifactsFolder, home.Person).ShouldBe(("/here/elsewhere", "bob"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void Variables_place_things_elsewhere_and_an_empty_one_counts_as_absent()
    {
        Dictionary<string, string> variables = new()
        {
            ["PICIE_HOME"] = "home",
            ["PICIE_DATA"] = "/data",
            ["PICIE_WEIGHTS"] = "",
            ["PICIE_USER"] = "ada",
        };

        PicieHome home = PicieHome.From(variables.GetValueOrDefault, "/here");

        (home.Root, home.DataFolder, home.WeightsFolder, home.Person).ShouldBe(("/here/home", "/data", "/here/home/weights", "ada"));
    }
}
