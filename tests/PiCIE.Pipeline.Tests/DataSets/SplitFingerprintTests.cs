using System.Security.Cryptography;
using System.Text;
using PiCIE.Evaluation;
using PiCIE.Evaluation.Layouts;
using PiCIE.Experiments.Keys;
using PiCIE.Pipeline.DataSets;

namespace PiCIE.Pipeline.Tests.DataSets;

public sealed class SplitFingerprintTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-data-");

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
        string elsewhere = _folder.FullName + "-moved";
        Directory.Move(_folder.FullName, elsewhere);
        try
        {
            SplitFacts after = await SplitFingerprints.OfAsync(TestPlans.Task, "val", LabelDemand.All, elsewhere, new FileHashes(elsewhere, FileHashes.Empty), default);
            after.ShouldBe(before);
        }
        finally
        {
            Directory.Move(elsewhere, _folder.FullName);
        }
    }

    [Fact]
    public async Task A_file_that_looks_as_before_is_not_read_again()
    {
        FileHashes hashes = new(_folder.FullName, FileHashes.Empty);
        await SplitFingerprints.OfAsync(TestPlans.Task, "val", LabelDemand.All, _folder.FullName, hashes, default);
        string invented = hashes.ToJson().Replace(Sha256("photograph a"), new string('0', 64), StringComparison.Ordinal);
        FileHashes known = new(_folder.FullName, invented);

        (await known.OfAsync(Path.Combine(_folder.FullName, "val", "a.png"), default)).Sha256.ShouldBe(new string('0', 64));
        known.Changed.ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_replaced_file_of_the_same_size_and_time_is_read_again(bool inPlace)
    {
        FileHashes hashes = new(_folder.FullName, FileHashes.Empty);
        SplitFacts before = await SplitFingerprints.OfAsync(TestPlans.Task, "val", LabelDemand.All, _folder.FullName, hashes, default);
        string file = Path.Combine(_folder.FullName, "val", "a.png");
        DateTime time = File.GetLastWriteTimeUtc(file);
        if (inPlace)
        {
            File.WriteAllText(file, "photograph A");
        }
        else
        {
            File.WriteAllText(file + ".new", "photograph A");
            File.Move(file + ".new", file, overwrite: true);
        }

        File.SetLastWriteTimeUtc(file, time);

        (await FactsAsync(hashes.ToJson())).PhotographsSha256.ShouldNotBe(before.PhotographsSha256);
    }

    [Fact]
    public async Task A_split_that_is_only_trained_on_has_no_fingerprint_of_labels()
    {
        File.Delete(Path.Combine(_folder.FullName, "valannot", "b.png"));

        SplitFacts facts = await SplitFingerprints.OfAsync(
            TestPlans.Task, "val", LabelDemand.None, _folder.FullName, new FileHashes(_folder.FullName, FileHashes.Empty), default);

        (facts.LabelsSha256, facts.Photographs).ShouldBe((null, 2));
        await Should.ThrowAsync<TaskInputException>(() => FactsAsync(FileHashes.Empty));
    }

    [Fact]
    public async Task A_link_is_what_it_leads_to()
    {
        string target = Path.Combine(_folder.FullName, "annex");
        File.WriteAllText(target, "photograph a");
        SplitFacts plain = await FactsAsync(FileHashes.Empty);
        Link("val/a.png", "../middle");
        Link("middle", "annex");
        FileHashes hashes = new(_folder.FullName, FileHashes.Empty);

        SplitFacts linked = await SplitFingerprints.OfAsync(TestPlans.Task, "val", LabelDemand.All, _folder.FullName, hashes, default);
        File.WriteAllText(target, "photograph B, which is longer");
        SplitFacts changed = await FactsAsync(hashes.ToJson());

        linked.ShouldBe(plain);
        changed.PhotographsSha256.ShouldNotBe(plain.PhotographsSha256);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("a.png")]
    public async Task A_link_that_leads_nowhere_is_named(string target)
    {
        Link("val/a.png", target);

        TaskInputException error = await Should.ThrowAsync<TaskInputException>(() => FactsAsync(FileHashes.Empty));

        error.Message.ShouldBe($"{Path.Combine(_folder.FullName, "val", "a.png")} is a link to {target}, and no file is there");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<SplitFacts> FactsAsync(string cache) =>
        SplitFingerprints.OfAsync(TestPlans.Task, "val", LabelDemand.All, _folder.FullName, new FileHashes(_folder.FullName, cache), default);

    private static string Sha256(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private void Link(string name, string target)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }

    private void Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
