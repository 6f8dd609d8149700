using System.Security.Cryptography;
using System.Text;
using PiCIE.Storage.Artifacts;

namespace PiCIE.Storage.Tests.Artifacts;

public sealed class FolderArtifactStoreTests : IDisposable
{
    private static readonly ArtifactAddress Address = new("train", "0a1b", Guid.Parse("01936f00-0000-7000-8000-000000000002"));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picie-artifacts-");

    private string Scratch => Directory.CreateDirectory(Path.Combine(_folder.FullName, "scratch")).FullName;

    private FolderArtifactStore Store => new(Path.Combine(_folder.FullName, "artifacts"));

    [Fact]
    public async Task A_stored_artifact_stands_whole_at_kind_key_attempt()
    {
        ManifestFile[] files = [Write("epoch-1/weights.safetensors", "weights"), Write("curve.json", "[]")];

        StoredManifest manifest = await Store.StoreAsync(Address, Scratch, files, CheckDepth.Contents, default);

        string stored = Path.Combine(_folder.FullName, "artifacts", "train", "0a1b", "01936f00000070008000000000000002");
        File.ReadAllText(Path.Combine(stored, "epoch-1", "weights.safetensors")).ShouldBe("weights");
        File.ReadAllText(Path.Combine(stored, "manifest.json")).IndexOf("curve.json", StringComparison.Ordinal)
            .ShouldBeLessThan(File.ReadAllText(Path.Combine(stored, "manifest.json")).IndexOf("epoch-1", StringComparison.Ordinal));
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Contents, default)).ShouldBeNull();
        Directory.EnumerateFileSystemEntries(Path.Combine(_folder.FullName, "artifacts", ".aside")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_stored_in_the_place_of_a_folder_that_is_out_of_reach()
    {
        FolderArtifactStore store = new(Path.Combine(_folder.FullName, "artifacts"), () => "The mount is gone.");
        ManifestFile[] files = [Write("curve.json", "[]")];

        (await Should.ThrowAsync<IOException>(() => store.StoreAsync(Address, Scratch, files, CheckDepth.Contents, default))).Message.ShouldBe("The mount is gone.");

        Directory.Exists(Path.Combine(_folder.FullName, "artifacts")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_checkpoint_stands_at_its_attempt_and_epoch_and_can_be_removed_whole()
    {
        ArtifactAddress checkpoint = ArtifactAddress.OfCheckpoint("0a1b", Address.Id, 3);
        ManifestFile[] files = [Write("state.safetensors", "state")];
        await Store.StoreAsync(checkpoint, Scratch, files, CheckDepth.Contents, default);
        await Store.StoreAsync(ArtifactAddress.OfCheckpoint("0a1b", Address.Id, 4), Scratch, files, CheckDepth.Contents, default);
        string key = Path.Combine(_folder.FullName, "artifacts", "checkpoints", "0a1b");
        File.ReadAllText(Path.Combine(key, "01936f00000070008000000000000002-3", "state.safetensors")).ShouldBe("state");

        Store.Remove(checkpoint);
        Store.Remove(checkpoint);

        Directory.EnumerateDirectories(key).Select(Path.GetFileName).ShouldBe(["01936f00000070008000000000000002-4"]);
        Directory.EnumerateFileSystemEntries(Path.Combine(_folder.FullName, "artifacts", ".aside")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_stage_says_of_its_files_must_be_so()
    {
        ManifestFile lie = Write("curve.json", "[]") with { Sha256 = new string('0', 64) };

        ArtifactException refused = await Should.ThrowAsync<ArtifactException>(() => Store.StoreAsync(Address, Scratch, [lie], CheckDepth.Contents, default));

        refused.Message.ShouldBe("The file curve.json of a new artifact has another content.");
        Directory.Exists(Store.PathOf(Address)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_copied_from_another_disk_is_read_back_and_compared()
    {
        const string Memory = "/dev/shm";
        Assert.SkipUnless(Directory.Exists(Memory), $"{Memory} is not there: no second disk to copy from.");
        DirectoryInfo scratch = Directory.CreateDirectory(Path.Combine(Memory, Path.GetFileName(_folder.FullName)));
        try
        {
            File.WriteAllText(Path.Combine(scratch.FullName, "curve.json"), "[]");
            ManifestFile other = new("curve.json", 2, new string('0', 64));

            await Should.ThrowAsync<ArtifactException>(() => Store.StoreAsync(Address, scratch.FullName, [other], CheckDepth.Lengths, default));

            Directory.Exists(Store.PathOf(Address)).ShouldBeFalse();
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Nobody_writes_where_another_attempt_wrote()
    {
        await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], CheckDepth.Contents, default);

        await Should.ThrowAsync<ArtifactException>(() => Store.StoreAsync(Address, Scratch, [Write("curve.json", "[1]")], CheckDepth.Contents, default));

        File.ReadAllText(Store.PathOf(Address, "curve.json")).ShouldBe("[]");
    }

    [Fact]
    public async Task The_same_files_at_the_address_are_taken_and_not_written_again()
    {
        StoredManifest first = await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], CheckDepth.Contents, default);
        DateTime written = Directory.GetLastWriteTimeUtc(Store.PathOf(Address));

        StoredManifest second = await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], CheckDepth.Contents, default);

        second.Sha256.ShouldBe(first.Sha256);
        Directory.GetLastWriteTimeUtc(Store.PathOf(Address)).ShouldBe(written);
    }

    [Fact]
    public async Task The_same_files_with_damage_are_not_taken()
    {
        await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], CheckDepth.Contents, default);
        File.WriteAllText(Store.PathOf(Address, "curve.json"), "{}");

        await Should.ThrowAsync<ArtifactException>(() => Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], CheckDepth.Contents, default));
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
    public async Task A_result_stays_in_its_folder_also_when_the_store_fails_half_way()
    {
        ManifestFile[] files = [Write("a.bin", "first"), Write("b.bin", "second") with { Bytes = 7 }];

        await Should.ThrowAsync<ArtifactException>(() => Store.StoreAsync(Address, Scratch, files, CheckDepth.Lengths, default));

        File.ReadAllText(Path.Combine(Scratch, "a.bin")).ShouldBe("first");
        Directory.EnumerateFileSystemEntries(Path.Combine(_folder.FullName, "artifacts", ".aside")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_content_of_two_attempts_has_one_manifest_and_two_places()
    {
        ArtifactAddress other = Address with { Id = Guid.CreateVersion7() };
        ManifestFile[] files = [Write("curve.json", "[]")];

        StoredManifest first = await Store.StoreAsync(Address, Scratch, files, CheckDepth.Lengths, default);
        StoredManifest second = await Store.StoreAsync(other, Scratch, files, CheckDepth.Lengths, default);

        second.Sha256.ShouldBe(first.Sha256);
        Store.PathOf(other).ShouldNotBe(Store.PathOf(Address));
        File.Exists(Store.PathOf(other, "curve.json")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    public async Task A_name_never_leaves_its_artifact(string name) => await Should.ThrowAsync<ArtifactException>(
        () => Store.StoreAsync(Address, Scratch, [new ManifestFile(name, 0, "")], CheckDepth.Contents, default));

    [Fact]
    public void A_name_never_leads_to_a_neighbour_that_is_named_alike() =>
        Should.Throw<ArtifactException>(() => Store.PathOf(Address, $"../{Path.GetFileName(Store.PathOf(Address))}-of-another/weights.safetensors"));

    [Fact]
    public async Task A_manifest_that_was_changed_is_damage()
    {
        StoredManifest manifest = await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], CheckDepth.Contents, default);
        File.AppendAllText(Store.PathOf(Address, "manifest.json"), " ");

        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Lengths, default))
            .ShouldBe("the manifest of the artifact train/0a1b/01936f00000070008000000000000002 was changed");
    }

    [Fact]
    public async Task Damage_is_named()
    {
        StoredManifest manifest = await Store.StoreAsync(Address, Scratch, [Write("curve.json", "[]")], CheckDepth.Contents, default);
        string stored = Store.PathOf(Address, "curve.json");

        File.WriteAllText(stored, "{}");
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Lengths, default)).ShouldBeNull();
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Contents, default))
            .ShouldBe("of the artifact train/0a1b/01936f00000070008000000000000002 the file curve.json has another content");
        File.WriteAllText(stored, "{");
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Lengths, default))
            .ShouldBe("of the artifact train/0a1b/01936f00000070008000000000000002 the file curve.json has 1 bytes instead of 2");
        File.Delete(stored);
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Lengths, default))
            .ShouldBe("of the artifact train/0a1b/01936f00000070008000000000000002 the file curve.json is missing");
        Directory.Delete(Store.PathOf(Address), recursive: true);
        (await Store.DamageAsync(Address, manifest.Sha256, CheckDepth.Lengths, default)).ShouldBe("the artifact train/0a1b/01936f00000070008000000000000002 is missing");
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
        // The store links to the file: what is written here later must be another one.
        File.Delete(path);
        File.WriteAllText(path, content);
        return new ManifestFile(name, content.Length, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));
    }
}
