using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using PiCIE.Pipeline.Upkeep;
using PiCIE.Pipeline.Verifying;
using PiCIE.Storage;
using PiCIE.Storage.Databases;
using PiCIE.Storage.DataSets;

namespace PiCIE.Pipeline.Tests.Upkeep;

/// <summary>A copy of the database is whole, is made while others write, and brings a lost database back.</summary>
public sealed class BackUpDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [OnEachDatabase]
    public async Task A_lost_database_comes_back_with_every_run(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        await home.WorkAsync(await home.SubmitAsync(TestPlans.Of(home, "fields", "text", 1, 2)));
        await home.SendAsync(new BackUpDatabase(_folder["copy"], Program("pg_dump")));

        await using TestHome restored = await RestoreAsync(home, kind);

        (await restored.SendAsync(new CheckDatabase())).Broken.ShouldBeEmpty();
        (await restored.SendAsync(new VerifyArtifacts(Contents: true))).ShouldSatisfyAllConditions(
            found => found.Artifacts.ShouldBe(7),
            found => found.Damaged.ShouldBeEmpty());
        await restored.WorkAsync(await restored.SubmitAsync(TestPlans.Of(restored, "fields", "text", 1, 2)));
        await using PicieContext context = await restored.OpenAsync();
        (await context.Attempts.CountAsync()).ShouldBe(7);
    }

    [Fact]
    public async Task What_others_write_meanwhile_is_in_the_copy_as_a_whole_or_not_at_all()
    {
        await using TestHome home = new();
        await WritePairAsync(home, 0);
        using CancellationTokenSource end = new();
        int written = 1;
        Task writer = Task.Run(async () =>
        {
            for (; !end.IsCancellationRequested; written++)
            {
                await WritePairAsync(home, written);
            }
        });
        int before = written;

        // On a crowded machine the writer may wait for its turn while several copies are made.
        int copies = 0;
        while (copies < 5 || (Volatile.Read(ref written) == before && copies < 500))
        {
            await home.SendAsync(new BackUpDatabase(_folder[$"copy{copies++}"], null));
        }

        int after = written;
        await end.CancelAsync();
        await writer;
        after.ShouldBeGreaterThan(before, "nobody wrote while the copies were made");
        for (int copy = 0; copy < copies; copy++)
        {
            await using PicieContext context = new(SqliteDatabase.Options(_folder[$"copy{copy}"]));
            int rows = await context.DataSets.CountAsync();
            rows.ShouldBeInRange(2, 2 * (written + 1));
            (rows % 2).ShouldBe(0);
        }
    }

    [Fact]
    public async Task The_copy_is_one_file_in_the_mode_of_a_home()
    {
        await using TestHome home = new();
        await WritePairAsync(home, 0);

        BackedUpDatabase copied = await home.SendAsync(new BackUpDatabase(_folder["copy"], null));

        Directory.GetFiles(_folder.Path).ShouldBe([_folder["copy"]]);
        copied.Bytes.ShouldBe(new FileInfo(_folder["copy"]).Length);
        await using PicieContext context = new(SqliteDatabase.Options(_folder["copy"]));
        (await context.Database.SqlQuery<string>($"select journal_mode as \"Value\" from pragma_journal_mode").SingleAsync()).ShouldBe("wal");
    }

    [Fact]
    public async Task A_damaged_database_is_no_back_up_and_leaves_nothing()
    {
        await using TestHome home = new();
        await WritePairAsync(home, 0);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        byte[] bytes = await File.ReadAllBytesAsync(home.Home.Database);
        Array.Fill(bytes, (byte)'x', 4096, bytes.Length - 4096);
        await File.WriteAllBytesAsync(home.Home.Database, bytes);

        PicieException refused = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new BackUpDatabase(_folder["copy"], null)));

        refused.Kind.ShouldBe(ProblemKind.Environment);
        refused.Message.ShouldContain("damaged");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dump_that_fails_is_told_in_the_programs_words_and_leaves_nothing()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? string.Empty);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program of this test is a script.");
        await using TestHome home = await TestHome.OnAsync(DatabaseKind.PostgreSql);
        string program = _folder["bin/pg_dump"];
        _folder.Write("bin/pg_dump", "#!/bin/sh\necho 'too old' >&2\ntouch \"${3#--file=}\"\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }


        PicieException refused = await Should.ThrowAsync<PicieException>(() => home.SendAsync(new BackUpDatabase(_folder["copy"], program)));

        (refused.Code, refused.Kind).ShouldBe(("dump-failed", ProblemKind.Environment));
        refused.Message.ShouldEndWith("too old");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    private static async Task WritePairAsync(TestHome home, int number)
    {
        await using PicieContext context = await home.OpenAsync();
        context.DataSets.AddRange(
            new DataSet { Id = Guid.CreateVersion7(), Name = $"one-{number}" },
            new DataSet { Id = Guid.CreateVersion7(), Name = $"two-{number}" });
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Loses the database of a home and restores it as the docs say; the files of the runs stay.</summary>
    private async Task<TestHome> RestoreAsync(TestHome home, DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            foreach (string file in Directory.GetFiles(home.Root, "picie.db*"))
            {
                File.Delete(file);
            }

            File.Copy(_folder["copy"], home.Home.Database);
            return new TestHome(home.Root);
        }

        string empty = await PostgreSqlServer.NewEmptyDatabaseAsync();
        ProcessStartInfo start = new(
            Program("pg_restore").ShouldNotBeNull(), ["--clean", "--if-exists", "--no-owner", "--no-privileges", $"--dbname={PostgreSqlDatabase.ProgramVariables(empty)["PGDATABASE"]}", _folder["copy"]]);
        foreach ((string name, string value) in PostgreSqlDatabase.ProgramVariables(empty))
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
        return new TestHome(home.Root, server: empty, artifacts: home.Home.ArtifactsFolder);
    }

    private static string? Program(string name) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
