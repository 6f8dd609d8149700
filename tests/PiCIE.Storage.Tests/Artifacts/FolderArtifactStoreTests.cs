using System.Security.Cryptography;
using System.Text;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Storage.Tests.Artifacts;

public sealed class FolderArtifactStoreTests : IDisposable
{
    private static readonly ArtifactAddress Address = new("train", "0a1b", 2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-artifacts-");

    private string Scratch => Directory.CreateDirectory(Path.Combine(_folder.FullName, "scratch")).FullName;

    private FolderArtifactStore Store => new(Path.Combine(_folder.FullName, "artifacts"));

    [Fact]
    public async Task A_stored_artifact_stands_whole_at_kind_key_attempt()
    {
        ManifestFile[] files = [Write("epoch-1/weights.safetensors", "weights"), Write("curve.json", "[]")];

        StoredManifest manifest = await Store.StoreAsync(Address, Scratch, files, default);

        string stored = Path.Combine(_folder.FullName, "artifacts", "train", "0a1b", "2");
        File.ReadAllText(Path.Combine(stored, "epoch-1", "weights.safetensors")).ShouldBe("weights");
        File.ReadAllText(Path.Combine(stored, "manifest.json")).IndexOf("curve.json", StringComparison.Ordinal)
            .ShouldBeLessThan(File.ReadAllText(Path.Combine(stored, "manifest.json")).IndexOf("epoch-1", StringComparison.Ordinal));
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Contents, default)).ShouldBeNull();
        Directory.EnumerateFileSystemEntries(Path.Combine(_folder.FullName, "artifacts", ".aside")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_stage_says_of_its_files_must_be_so()
    {
        ManifestFile lie = Write("curve.json", "[]") with { Sha256 = new string('0', 64) };

        ArtifactException refused = await Should.ThrowAsync<ArtifactException>(() => Store.StoreAsync(Address, Scratch, [lie], default));

        refused.Message.ShouldBe("The file curve.json of a new artifact has another content.");
        Directory.Exists(Store.PathOf(Address)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_writes_where_another_attempt_wrote()
    {
        await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], default);

        await Should.ThrowAsync<ArtifactException>(() => Store.StoreAsync(Address, Scratch, [Write("curve.json", "[1]")], default));

        File.ReadAllText(Store.PathOf(Address, "curve.json")).ShouldBe("[]");
    }

    [Fact]
    public async Task The_same_files_at_the_address_are_taken_and_not_written_again()
    {
        StoredManifest first = await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], default);
        DateTime written = Directory.GetLastWriteTimeUtc(Store.PathOf(Address));

        StoredManifest second = await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], default);

        second.Sha256.ShouldBe(first.Sha256);
        Directory.GetLastWriteTimeUtc(Store.PathOf(Address)).ShouldBe(written);
    }

    [Fact]
    public async Task The_same_files_with_damage_are_not_taken()
    {
        await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], default);
        File.WriteAllText(Store.PathOf(Address, "curve.json"), "{}");

        await Should.ThrowAsync<ArtifactException>(() => Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], default));
    }

    [Fact]
    public async Task Of_many_who_store_the_same_at_once_each_succeeds()
    {
        ManifestFile file = Write("mine.pth", "weights");
        string mine = Path.Combine(Scratch, "mine.pth");

        StoredManifest[] stored = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.StoreFileAsync(Address, mine, file, default))));

        stored.Select(manifest => manifest.Sha256).Distinct().Count().ShouldBe(1);
        (await Store.DamageAsync(Address, stored[0].Sha256, CheckDepth.Contents, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_last_attempt_is_the_highest_number_that_stands()
    {
        Store.LastAttempt(Address.Kind, Address.Key).ShouldBe(0);
        await Store.StoreAsync(Address with { Attempt = 10 }, Scratch, [Write("curve.json", "[]")], default);
        await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], default);

        Store.LastAttempt(Address.Kind, Address.Key).ShouldBe(10);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    public async Task A_name_never_leaves_its_artifact(string name) => await Should.ThrowAsync<ArtifactException>(
        () => Store.StoreAsync(Address, Scratch, [new ManifestFile(name, 0, "")], default));

    [Fact]
    public async Task Damage_is_named()
    {
        StoredManifest manifest = await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], default);
        string stored = Store.PathOf(Address, "curve.json");

        File.WriteAllText(stored, "{}");
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Lengths, default)).ShouldBeNull();
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Contents, default))
            .ShouldBe("of the artifact train/0a1b/2 the file curve.json has another content");
        File.WriteAllText(stored, "{");
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Lengths, default))
            .ShouldBe("of the artifact train/0a1b/2 the file curve.json has 1 bytes instead of 2");
        File.Delete(stored);
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Lengths, default))
            .ShouldBe("of the artifact train/0a1b/2 the file curve.json is missing");
        Directory.Delete(Store.PathOf(Address), recursive: true);
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Lengths, default)).ShouldBe("the artifact train/0a1b/2 is missing");
    }

    [Fact]
    public async Task A_persons_file_is_copied()
    {
        ManifestFile file = Write("mine.pth", "weights");
        string mine = Path.Combine(Scratch, "mine.pth");

        await Store.StoreFileAsync(Address, mine, file with { Name = "start.pth" }, default);

        File.Exists(mine).ShouldBeTrue();
        File.ReadAllText(Store.PathOf(Address, "start.pth")).ShouldBe("weights");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ManifestFile Write(string name, string content)
    {
        string path = Path.Combine(Scratch, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return new ManifestFile(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));
    }
}
