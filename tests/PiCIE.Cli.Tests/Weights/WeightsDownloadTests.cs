using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using PiCIE.Cli.Weights;
using PiCIE.Pipeline.Weights;

namespace PiCIE.Cli.Tests.Weights;

public sealed class WeightsDownloadTests : IDisposable
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
        PublicWeights weights = FileOf(content);
        File.WriteAllBytes(_folder[weights.FileName + ".part"], content);
        await using LocalFileServer server = new(content);

        string path = await FetchAsync(server.Address, weights);

        server.Requests.ShouldBe([5_000]);
        File.ReadAllBytes(path).ShouldBe(content);
    }

    [Fact]
    public async Task A_wrong_checksum_removes_what_came_and_says_both_values()
    {
        byte[] content = Bytes(2_000, seed: 7);
        await using LocalFileServer server = new(content);
        PublicWeights weights = new("resnet18", "resnet18-00c0ffee.pth", "00c0ffee");

        DownloadFailedException failure = await FailureAsync(server.Address, weights);

        failure.Failure.ShouldBe(DownloadFailure.WrongContent);
        failure.Message.ShouldContain("00c0ffee");
        failure.Message.ShouldContain(FileOf(content).Sha256Prefix);
        failure.Message.ShouldContain("removed");
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_checksum_leaves_an_older_good_file_alone()
    {
        byte[] old = Bytes(100, seed: 8);
        PublicWeights weights = new("resnet18", "resnet18-00c0ffee.pth", "00c0ffee");
        File.WriteAllBytes(_folder[weights.FileName], old);
        await using LocalFileServer server = new(Bytes(2_000, seed: 9));

        await FailureAsync(server.Address, weights);

        File.ReadAllBytes(_folder[weights.FileName]).ShouldBe(old);
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
        PublicWeights weights = FileOf(content);
        File.WriteAllBytes(_folder[weights.FileName + ".part"], content[..400]);
        await using LocalFileServer server = new(content);
        Heard heard = new();

        await new WeightsDownload(_client, Silence).FetchAsync(weights, server.Address, _folder.Path, heard, TestContext.Current.CancellationToken);

        heard.Reports[0].ShouldBe(new DownloadProgress(400, 1_000));
        heard.Reports[^1].ShouldBe(new DownloadProgress(1_000, 1_000));
    }

    [Theory]
    [InlineData("resnet18", "https://download.pytorch.org/models/resnet18-5c106cde.pth")]
    [InlineData("resnet50", "https://download.pytorch.org/models/resnet50-19c8e357.pth")]
    public void The_public_file_is_the_one_that_the_authors_name(string backbone, string address) =>
        PublicWeights.For(backbone)!.Address.ToString().ShouldBe(address);

    private Task<string> FetchAsync(Uri address, PublicWeights weights) =>
        new WeightsDownload(_client, Silence).FetchAsync(weights, address, _folder.Path, null, TestContext.Current.CancellationToken);

    private Task<DownloadFailedException> FailureAsync(Uri address, PublicWeights weights) =>
        Should.ThrowAsync<DownloadFailedException>(() => FetchAsync(address, weights));

    private static PublicWeights FileOf(byte[] content)
    {
        string prefix = Convert.ToHexStringLower(SHA256.HashData(content))[..8];
        return new PublicWeights("resnet18", $"resnet18-{prefix}.pth", prefix);
    }

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
