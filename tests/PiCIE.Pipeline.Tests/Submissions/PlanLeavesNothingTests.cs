using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using PiCIE.Pipeline.Submissions;

namespace PiCIE.Pipeline.Tests.Submissions;

/// <summary>A plan of something new in a home that is in use writes nothing: no data set, no experiment, no byte.</summary>
public sealed class PlanLeavesNothingTests
{
    private const string Spec = """
        name: fields
        task: folder
        data: ./pictures
        method: frozen
        backbone: { weights: none }
        preprocess: { baseResolution: 64, resolution: 64 }
        cluster: { k: 5 }
        """;

    [Theory]
    [OnEachDatabase]
    public async Task A_plan_of_other_data_changes_no_byte_of_the_home(DatabaseKind kind)
    {
        await using TestHome home = await TestHome.OnAsync(kind);
        string[] folders = [Pictures(home, "one"), Pictures(home, "two")];
        await home.SendAsync(new SubmitExperiment(Spec, Path.Combine(folders[0], "fields.yaml"), [], "ada"));
        SqliteConnection.ClearAllPools();
        Dictionary<string, string> before = Content(home);

        await home.SendAsync(new PlanExperiment(Spec, Path.Combine(folders[1], "fields.yaml"), ["name=others", "cluster.k=6"], "ada"));

        SqliteConnection.ClearAllPools();
        Content(home).ShouldBe(before, ignoreOrder: true);
    }

    private static string Pictures(TestHome home, string name)
    {
        string folder = Path.Combine(home.Root, name);
        Directory.CreateDirectory(Path.Combine(folder, "pictures"));
        File.WriteAllText(Path.Combine(folder, "pictures", "a.jpg"), name);
        File.WriteAllText(Path.Combine(folder, "pictures", "b.jpg"), $"{name} b");
        return folder;
    }

    /// <summary>Each file with its hash; the files beside a database only say who reads it.</summary>
    private static Dictionary<string, string> Content(TestHome home) => Directory
        .EnumerateFiles(home.Root, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && !(file.EndsWith("-wal", StringComparison.Ordinal) && new FileInfo(file).Length == 0))
        .ToDictionary(file => file, file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
