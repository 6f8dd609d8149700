using PiCIE.Pipeline.DataSets;

namespace PiCIE.Pipeline.Tests.DataSets;

public sealed class RegisterDataSetTests
{
    [Theory]
    [OnEachDatabase]
    public async Task The_same_name_and_folder_again_changes_nothing(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);

        await home.SendAsync(new RegisterDataSet("fields", home.Root));

        (await home.SendAsync(new RegisterDataSet("fields", home.Root))).ShouldBe(new RegisteredDataSet("fields", home.Root, Exists: true));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_separator_at_the_end_makes_no_other_folder(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);

        await home.SendAsync(new RegisterDataSet("fields", home.Root + "/"));

        (await home.SendAsync(new RegisterDataSet("fields", home.Root))).ShouldBe(new RegisteredDataSet("fields", home.Root, Exists: true));
    }

    [Theory]
    [OnEachDatabase]
    public async Task Another_folder_under_a_name_is_a_conflict(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SendAsync(new RegisterDataSet("fields", home.Root));

        PicieException error = await Should.ThrowAsync<PicieException>(
            () => home.SendAsync(new RegisterDataSet("fields", Path.Combine(home.Root, "control"))));

        (error.Kind, error.Message).ShouldBe((ProblemKind.Conflict, $"The data set 'fields' is {home.Root} already, and {Path.Combine(home.Root, "control")} has other files."));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_name_whose_folder_was_moved_takes_the_new_folder(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        string old = Directory.CreateDirectory(Path.Combine(home.Root, "disk1")).FullName;
        await home.SendAsync(new RegisterDataSet("fields", old));
        string moved = Path.Combine(home.Root, "disk2");
        Directory.Move(old, moved);

        (await home.SendAsync(new RegisterDataSet("fields", moved))).Path.ShouldBe(moved);

        (await home.SendAsync(new ListDataSets())).ShouldBe([new RegisteredDataSet("fields", moved, Exists: true)]);
    }

    [Theory]
    [OnEachDatabase("photograph", true)]
    [OnEachDatabase("photogrAph", false)]
    public async Task A_copy_is_a_further_folder_of_the_name_and_other_content_is_not(DatabaseKind kind, string content, bool isCopy)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        string first = Directory.CreateDirectory(Path.Combine(home.Root, "first")).FullName;
        string second = Directory.CreateDirectory(Path.Combine(home.Root, "second")).FullName;
        File.WriteAllText(Path.Combine(first, "a.png"), "photograph");
        File.WriteAllText(Path.Combine(second, "a.png"), content);
        await home.SendAsync(new RegisterDataSet("fields", first));

        if (!isCopy)
        {
            (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new RegisterDataSet("fields", second)))).Kind.ShouldBe(ProblemKind.Conflict);
            return;
        }

        await home.SendAsync(new RegisterDataSet("fields", second));
        (await home.SendAsync(new ListDataSets())).Single().Path.ShouldBe(second);
        Directory.Delete(second, recursive: true);
        (await home.SendAsync(new ListDataSets())).Single().Path.ShouldBe(first);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_second_folder_is_taken_on_demand(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SendAsync(new RegisterDataSet("fields", home.Root));
        string other = Path.Combine(home.Root, "control");

        (await home.SendAsync(new RegisterDataSet("fields", other, Replace: true))).Path.ShouldBe(other);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_name_that_was_taken_back_is_free(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.SendAsync(new RegisterDataSet("fields", home.Root));
        await home.SendAsync(new RegisterDataSet("other", home.Root));

        await home.SendAsync(new RemoveDataSet("fields"));

        (await home.SendAsync(new ListDataSets())).Select(one => one.Name).ShouldBe(["other"]);
        string control = Path.Combine(home.Root, "control");
        (await home.SendAsync(new RegisterDataSet("fields", control))).Path.ShouldBe(control);
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_name_that_nothing_has_cannot_be_taken_back(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new RemoveDataSet("fields")));

        (error.Kind, error.Hint).ShouldBe((ProblemKind.NotFound, "picie data list says which are."));
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_list_says_which_folder_is_gone(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        string gone = Directory.CreateDirectory(Path.Combine(home.Root, "gone")).FullName;
        await home.SendAsync(new RegisterDataSet("b", home.Root));
        await home.SendAsync(new RegisterDataSet("a", gone));
        Directory.Delete(gone);

        (await home.SendAsync(new ListDataSets())).ShouldBe([new("a", gone, Exists: false), new("b", home.Root, Exists: true)]);
    }

    [Theory]
    [OnEachDatabase("a/b")]
    [OnEachDatabase(".hidden")]
    [OnEachDatabase("")]
    public async Task A_path_is_no_name(DatabaseKind kind, string name)
    {
        await using TestHome home = await TestHome.OnAsync(kind);

        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new RegisterDataSet(name, home.Root)))).Code.ShouldBe("bad-name");
    }

    [Theory]
    [OnEachDatabase]
    public async Task A_missing_folder_is_named(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);

        (await Should.ThrowAsync<PicieException>(() => home.SendAsync(new RegisterDataSet("fields", "/nowhere/fields"))))
            .Message.ShouldContain("/nowhere/fields");
    }
}
