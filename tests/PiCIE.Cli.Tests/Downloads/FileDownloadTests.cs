using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using PiCIE.Cli.Downloads;

namespace PiCIE.Cli.Tests.Downloads;

public sealed class FileDownloadTests : IDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new() { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_whole_file_arrives_checked_and_under_its_name()
    {
        byte[] content = Bytes(300_000, seed: 1);
        await using LocalFileServer server = new(content);

        string path = await FetchAsync(server.Address, FileOf(content));

        File.ReadAllBytes(path).ShouldBe(content);
        Directory.GetFiles(_folder.Path).ShouldBe([path]);
    }

    [Fact]
    public async Task A_second_fetch_asks_the_server_for_nothing()
    {
        byte[] content = Bytes(1_000, seed: 2);
        await using LocalFileServer server = new(content);

        await FetchAsync(server.Address, FileOf(content));
        await FetchAsync(server.Address, FileOf(content));

        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cut_connection_keeps_what_came_and_the_next_fetch_goes_on_there()
    {
        byte[] content = Bytes(400_000, seed: 3);
        await using LocalFileServer server = new(content) { CutAfterBytes = 150_000 };

        DownloadFailedException failure = await FailureAsync(server.Address, FileOf(content));
        server.CutAfterBytes = null;
        string path = await FetchAsync(server.Address, FileOf(content));

        failure.Failure.ShouldBe(DownloadFailure.Network);
        failure.Message.ShouldContain("broke after 150,000 of 400,000 bytes");
        failure.Hint.ShouldContain("goes on from there");
        server.Requests.ShouldBe([null, 150_000]);
        File.ReadAllBytes(path).ShouldBe(content);
        Directory.GetFiles(_folder.Path).ShouldBe([path]);
    }

    [Fact]
    public async Task Halves_of_two_versions_are_never_put_together()
    {
        byte[] before = Bytes(200_000, seed: 4);
        byte[] after = Bytes(250_000, seed: 5);
        await using LocalFileServer server = new(before) { CutAfterBytes = 100_000 };
        await FailureAsync(server.Address, FileOf(after));

        (server.Content, server.EntityTag, server.CutAfterBytes) = (after, "\"two\"", null);
        string path = await FetchAsync(server.Address, FileOf(after));

        File.ReadAllBytes(path).ShouldBe(after);
    }

    [Fact]
    public async Task A_part_that_is_already_whole_is_only_checked()
    {
        byte[] content = Bytes(5_000, seed: 6);
        WantedFile file = FileOf(content);
        File.WriteAllBytes(_folder[file.Name + ".part"], content);
        await using LocalFileServer server = new(content);

        string path = await FetchAsync(server.Address, file);

        server.Requests.ShouldBe([5_000]);
        File.ReadAllBytes(path).ShouldBe(content);
    }

    [Fact]
    public async Task A_wrong_checksum_removes_what_came_and_says_both_values()
    {
        byte[] content = Bytes(2_000, seed: 7);
        await using LocalFileServer server = new(content);
        WantedFile file = Named("00c0ffee");

        DownloadFailedException failure = await FailureAsync(server.Address, file);

        failure.Failure.ShouldBe(DownloadFailure.WrongContent);
        failure.Message.ShouldContain("00c0ffee");
        failure.Message.ShouldContain(FileOf(content).Digest!.Value);
        failure.Message.ShouldContain("removed");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_an_older_good_file_alone()
    {
        byte[] old = Bytes(100, seed: 8);
        WantedFile file = Named("00c0ffee");
        File.WriteAllBytes(_folder[file.Name], old);
        await using LocalFileServer server = new(Bytes(2_000, seed: 9));

        await FailureAsync(server.Address, file);

        File.ReadAllBytes(_folder[file.Name]).ShouldBe(old);
    }

    [Fact]
    public async Task A_missing_file_names_the_address()
    {
        await using LocalFileServer server = new([]) { IsEmpty = true };

        DownloadFailedException failure = await FailureAsync(server.Address, FileOf([]));

        failure.Failure.ShouldBe(DownloadFailure.NotFound);
        failure.Message.ShouldContain(server.Address.ToString());
        failure.Message.ShouldContain("404");
        failure.Hint.ShouldContain("--url");
    }

    [Fact]
    public async Task No_server_at_all_is_a_matter_of_the_network()
    {
        Uri address = new($"http://127.0.0.1:{UnusedPort()}/weights.pth");

        DownloadFailedException failure = await FailureAsync(address, FileOf([]));

        failure.Failure.ShouldBe(DownloadFailure.Network);
        failure.Message.ShouldStartWith($"No answer from {address}");
    }

    [Fact]
    public async Task Progress_counts_the_bytes_of_the_earlier_try()
    {
        byte[] content = Bytes(1_000, seed: 10);
        WantedFile file = FileOf(content);
        File.WriteAllBytes(_folder[file.Name + ".part"], content[..400]);
        await using LocalFileServer server = new(content);
        Heard heard = new();

        await new FileDownload(_client, Silence).FetchAsync(file, server.Address, _folder.Path, heard, TestContext.Current.CancellationToken);

        heard.Reports[0].ShouldBe(new DownloadProgress(400, 1_000));
        heard.Reports[^1].ShouldBe(new DownloadProgress(1_000, 1_000));
    }

    [Fact]
    public async Task A_server_without_ranges_is_asked_again_from_the_start()
    {
        byte[] content = Bytes(90_000, seed: 11);
        await using LocalFileServer server = new(content) { KnowsNoRanges = true };
        File.WriteAllBytes(_folder[FileOf(content).Name + ".part"], content[..40_000]);

        string path = await FetchAsync(server.Address, FileOf(content));

        server.Requests.ShouldBe([40_000]);
        File.ReadAllBytes(path).ShouldBe(content);
    }

    [Fact]
    public async Task A_redirect_is_followed()
    {
        byte[] content = Bytes(9_000, seed: 12);
        await using LocalFileServer server = new(content) { Redirects = true };

        File.ReadAllBytes(await FetchAsync(server.Address, FileOf(content))).ShouldBe(content);
    }

    [Fact]
    public async Task Another_length_than_the_stated_one_is_refused_before_anything_is_fetched()
    {
        byte[] content = Bytes(9_000, seed: 13);
        await using LocalFileServer server = new(content);

        DownloadFailedException failure = await FailureAsync(server.Address, FileOf(content) with { Bytes = 8_000 });

        failure.Failure.ShouldBe(DownloadFailure.WrongContent);
        failure.Message.ShouldContain("has 9,000 bytes");
        failure.Message.ShouldContain("8,000");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_length_that_the_server_does_not_announce_is_checked_at_the_end()
    {
        byte[] content = Bytes(9_000, seed: 14);
        await using LocalFileServer server = new(content) { KnowsNoRanges = true, CutAfterBytes = 5_000 };

        DownloadFailedException failure = await FailureAsync(server.Address, FileOf(content) with { Digest = null, Bytes = 9_000 });

        failure.Message.ShouldContain("it has 5,000 bytes, not 9,000");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_which_nothing_is_stated_is_taken_and_its_checksum_said()
    {
        byte[] content = Bytes(9_000, seed: 15);
        await using LocalFileServer server = new(content);

        DownloadedFile fetched = await new FileDownload(_client, Silence).FetchAsync(
            FileOf(content) with { Digest = null }, server.Address, _folder.Path, null, TestContext.Current.CancellationToken);

        (fetched.Bytes, fetched.Sha256).ShouldBe((9_000, Convert.ToHexStringLower(SHA256.HashData(content))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_MD5_that_a_publisher_states_is_compared(bool right)
    {
        byte[] content = Bytes(900, seed: 16);
        await using LocalFileServer server = new(content);
#pragma warning disable CA5351 // The publisher's checksum, not a protection.
        string md5 = right ? Convert.ToHexStringLower(MD5.HashData(content)) : new string('0', 32);
#pragma warning restore CA5351
        WantedFile file = FileOf(content) with { Digest = new FileDigest(DigestKind.Md5, md5) };

        if (right)
        {
            File.ReadAllBytes(await FetchAsync(server.Address, file)).ShouldBe(content);
        }
        else
        {
            (await FailureAsync(server.Address, file)).Message.ShouldContain("its MD5 starts with");
        }
    }

    [Fact]
    public async Task A_full_disk_is_said_with_the_way_out()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "a device that is always full exists on Linux alone");
        byte[] content = Bytes(900_000, seed: 17);
        WantedFile file = FileOf(content);
        File.CreateSymbolicLink(_folder[file.Name + ".part"], "/dev/full");
        await using LocalFileServer server = new(content);

        DownloadFailedException failure = await FailureAsync(server.Address, file);

        failure.Failure.ShouldBe(DownloadFailure.Disk);
        failure.Hint.ShouldContain("Free space");
        failure.Hint.ShouldContain("PICIE_WEIGHTS");
    }

    private async Task<string> FetchAsync(Uri address, WantedFile file) =>
        (await new FileDownload(_client, Silence).FetchAsync(file, address, _folder.Path, null, TestContext.Current.CancellationToken)).Path;

    private Task<DownloadFailedException> FailureAsync(Uri address, WantedFile file) =>
        Should.ThrowAsync<DownloadFailedException>(() => FetchAsync(address, file));

    private static WantedFile FileOf(byte[] content) => Named(Convert.ToHexStringLower(SHA256.HashData(content))[..8]);

    private static WantedFile Named(string prefix) =>
        new($"resnet18-{prefix}.pth", new FileDigest(DigestKind.Sha256, prefix), Bytes: null, "the weights folder", "PICIE_WEIGHTS");

    private static byte[] Bytes(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static int UnusedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Heard : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];

        public void Report(DownloadProgress value) => Reports.Add(value);
    }
}
