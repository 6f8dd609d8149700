using PiCIE.Experiments.Plans;
using PiCIE.Pipeline.DataSets;

namespace PiCIE.Pipeline.Tests.DataSets;

public sealed class SplitFingerprintTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("picie-data-");

    public SplitFingerprintTests()
    {
        Write("val/a.png", "photograph a");
        Write("val/b.png", "photograph b");
        Write("valannot/a.png", "labels a");
        Write("valannot/b.png", "labels b");
    }

    [Fact]
    public async Task A_corrected_label_file_changes_the_fingerprint_of_the_labels_alone()
    {
        SplitFacts before = await FactsAsync(FileHashes.Empty);
        Write("valannot/b.png", "labels B");

        SplitFacts after = await FactsAsync(FileHashes.Empty);

        after.PhotographsSha256.ShouldBe(before.PhotographsSha256);
        after.LabelsSha256.ShouldNotBe(before.LabelsSha256);
        after.Photographs.ShouldBe(2);
    }

    [Fact]
    public async Task Where_the_folder_lies_changes_nothing()
    {
        SplitFacts before = await FactsAsync(FileHashes.Empty);
        string elsewhere = folder.FullName + "-moved";
        Directory.Move(folder.FullName, elsewhere);
        try
        {
            SplitFacts after = await SplitFingerprints.OfAsync(TestPlans.Task, "val", elsewhere, new FileHashes(elsewhere, FileHashes.Empty), default);
            after.ShouldBe(before);
        }
        finally
        {
            Directory.Move(elsewhere, folder.FullName);
        }
    }

    [Fact]
    public async Task A_file_of_the_same_size_and_time_is_not_read_again()
    {
        FileHashes hashes = new(folder.FullName, FileHashes.Empty);
        SplitFacts before = await SplitFingerprints.OfAsync(TestPlans.Task, "val", folder.FullName, hashes, default);
        string changed = Path.Combine(folder.FullName, "val", "a.png");
        DateTime time = File.GetLastWriteTimeUtc(changed);
        File.WriteAllText(changed, "photograph A");
        File.SetLastWriteTimeUtc(changed, time);

        (await FactsAsync(hashes.ToJson())).ShouldBe(before);

        File.SetLastWriteTimeUtc(changed, time.AddSeconds(1));
        (await FactsAsync(hashes.ToJson())).PhotographsSha256.ShouldNotBe(before.PhotographsSha256);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private Task<SplitFacts> FactsAsync(string cache) =>
        SplitFingerprints.OfAsync(TestPlans.Task, "val", folder.FullName, new FileHashes(folder.FullName, cache), default);

    private void Write(string name, string content)
    {
        string path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
