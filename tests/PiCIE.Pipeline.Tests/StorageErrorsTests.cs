using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.DataSets;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Pipeline.Tests;

public sealed class StorageErrorsTests
{
    [Theory]
    [InlineData(5, 5, "database", ProblemKind.Environment, "locked by another process")]
    [InlineData(8, 1032, "database", ProblemKind.Environment, "cannot be written")]
    [InlineData(10, 778, "database", ProblemKind.Environment, "gave an error")]
    [InlineData(11, 11, "database", ProblemKind.Environment, "is damaged")]
    [InlineData(13, 13, "database", ProblemKind.Environment, "no room")]
    [InlineData(19, 2067, "conflict", ProblemKind.Conflict, "Another process wrote the same")]
    [InlineData(19, 787, "database", ProblemKind.Environment, "gave an error")]
    public void What_the_database_says_becomes_a_sentence(int code, int extended, string name, ProblemKind kind, string words)
    {
        DbUpdateException thrown = new("see inner", new SqliteException("said so", code, extended));

        PicieException error = StorageErrors.Of(thrown, PicieHome.From(_ => null, "/here")).ShouldNotBeNull();

        (error.Code, error.Kind, error.Where).ShouldBe((name, kind, "/here/picie-data/picie.db"));
        error.Message.ShouldContain(words);
        error.Hint.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(8, true)]
    [InlineData(10, true)]
    [InlineData(13, true)]
    [InlineData(14, true)]
    [InlineData(11, false)]
    [InlineData(19, false)]
    [InlineData(26, false)]
    public void What_may_pass_by_itself_is_waited_for(int code, bool passes)
    {
        SqliteException said = new("said so", code);

        StorageErrors.IsPassing(said).ShouldBe(passes);
        StorageErrors.IsPassing(new DbUpdateException("see inner", said)).ShouldBe(passes);
    }

    [Fact]
    public void An_artifact_that_cannot_be_stored_is_said_and_what_is_known_already_stays()
    {
        PicieHome home = PicieHome.From(_ => null, "/here");

        StorageErrors.Of(new ArtifactException("changed meanwhile"), home)!.Message.ShouldBe("changed meanwhile");
        StorageErrors.Of(new PicieException("x", "x", null, null, ProblemKind.Input), home).ShouldBeNull();
        StorageErrors.Of(new InvalidOperationException("a bug"), home).ShouldBeNull();
    }

    [Fact]
    public async Task A_use_case_on_a_broken_database_ends_with_a_sentence()
    {
        await using TestHome home = new();
        await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1));
        SqliteConnection.ClearAllPools();
        Array.ForEach(Directory.GetFiles(home.Root, "picie.db*"), file => File.WriteAllText(file, new string('x', 8192)));

        PicieException error = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new ListRuns()));

        (error.Code, error.Kind).ShouldBe(("database", ProblemKind.Environment));
        error.Message.ShouldContain("is damaged");
    }

    [Fact]
    public async Task Of_many_who_give_a_name_at_once_one_succeeds_and_the_others_hear_that_it_is_taken()
    {
        await using TestHome home = new();
        string[] folders = [.. Enumerable.Range(0, 12).Select(number => Directory.CreateDirectory(Path.Combine(home.Root, $"fields-{number}")).FullName)];
        Array.ForEach(folders, folder => File.WriteAllText(Path.Combine(folder, "a.txt"), folder));
        await (await home.OpenAsync()).DisposeAsync();

        PicieException?[] errors = await Task.WhenAll(folders.Select(folder => Task.Run(() => RegisterAsync(home, folder))));

        errors.Count(error => error is null).ShouldBe(1);
        errors.OfType<PicieException>().ShouldAllBe(error => error.Code == "name-taken" && error.Kind == ProblemKind.Conflict);
    }

    [Fact]
    public async Task Of_many_who_give_a_name_to_the_same_folder_at_once_each_succeeds()
    {
        await using TestHome home = new();
        await (await home.OpenAsync()).DisposeAsync();

        PicieException?[] errors = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => RegisterAsync(home, home.Root))));

        errors.ShouldAllBe(error => error == null);
        await using PicieContext context = await home.OpenAsync();
        (await context.DataSets.CountAsync()).ShouldBe(1);
    }

    private static async Task<PicieException?> RegisterAsync(TestHome home, string folder)
    {
        try
        {
            await home.SendAsync(new RegisterDataSet("fields", folder));
            return null;
        }
        catch (PicieException error)
        {
            return error;
        }
    }
}
