using PiCIE.Pipeline.DataSets;

namespace PiCIE.Pipeline.Tests.DataSets;

public sealed class RegisterDataSetTests
{
    [Fact]
    public async Task The_same_name_and_folder_again_changes_nothing()
    {
        await using TestHome home = new();

        await home.SendAsync(new RegisterDataSet("fields", home.Root));

        (await home.SendAsync(new RegisterDataSet("fields", home.Root))).ShouldBe(new RegisteredDataSet("fields", home.Root));
    }

    [Fact]
    public async Task A_separator_at_the_end_makes_no_other_folder()
    {
        await using TestHome home = new();

        await home.SendAsync(new RegisterDataSet("fields", home.Root + "/"));

        (await home.SendAsync(new RegisterDataSet("fields", home.Root))).ShouldBe(new RegisteredDataSet("fields", home.Root));
    }

    [Fact]
    public async Task Another_folder_under_a_name_is_a_conflict()
    {
        await using TestHome home = new();
        await home.SendAsync(new RegisterDataSet("fields", home.Root));

        PicieException error = await Should.ThrowAsync<PicieException>(
            () => home.SendAsync(new RegisterDataSet("fields", Path.Combine(home.Root, "control"))));

        (error.Kind, error.Message).ShouldBe((ProblemKind.Conflict, $"The data set 'fields' is {home.Root} already."));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("")]
    public async Task A_path_is_no_name(string name)
    {
        await using TestHome home = new();

        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new RegisterDataSet(name, home.Root)))).Code.ShouldBe("bad-name");
    }

    [Fact]
    public async Task A_missing_folder_is_named()
    {
        await using TestHome home = new();

        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new RegisterDataSet("fields", "/nowhere/fields"))))
            .Message.ShouldContain("/nowhere/fields");
    }
}
