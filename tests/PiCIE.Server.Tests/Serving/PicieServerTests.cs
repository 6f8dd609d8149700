using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.DataProtection;
using PiCIE.Pipeline;
using PiCIE.Server.Serving;

namespace PiCIE.Server.Tests.Serving;

public sealed class PicieServerTests
{
    [Fact]
    public async Task S26_The_token_lies_in_a_file_that_its_owner_alone_reads_and_only_while_the_home_is_served()
    {
        await using ServerHome home = await ServerHome.PreparedAsync();

        ServedAddress served = await home.RunAsync();

        string file = Path.Combine(home.Root, "serve.json");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        ServedAddress.Read(home.Home).ShouldBe(served);
        Directory.EnumerateFiles(home.Root, "serve*").Select(Path.GetFileName).ShouldBe(["serve.json", "serve.lock"], ignoreOrder: true);
        await home.StopAsync();
        File.Exists(file).ShouldBeFalse();
        Should.Throw<PicieException>(() => ServedAddress.Read(home.Home)).Code.ShouldBe("not-served");
    }

    [Fact]
    public async Task The_address_of_a_server_that_was_killed_is_not_given()
    {
        await using ServerHome home = await ServerHome.PreparedAsync();
        await File.WriteAllTextAsync(Path.Combine(home.Root, "serve.json"), """{ "address": "http://127.0.0.1:1", "token": "old" }""");

        Should.Throw<PicieException>(() => ServedAddress.Read(home.Home)).Code.ShouldBe("not-served");
    }

    [Fact]
    public async Task S26_It_keeps_no_keys_outside_its_home()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        home.Server.Services.GetService(typeof(IDataProtectionProvider)).ShouldBeNull();
        home.Log.Text.ShouldNotContain("DataProtection");
    }

    [Fact]
    public async Task It_listens_on_this_machine_alone()
    {
        await using ServerHome home = await ServerHome.ServedAsync();

        home.Client.Address.ShouldStartWith("http://127.0.0.1:");
        int port = new Uri(home.Client.Address).Port;
        foreach (IPAddress other in (await Dns.GetHostAddressesAsync(Dns.GetHostName())).Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)))
        {
            using TcpClient client = new();
            await Should.ThrowAsync<SocketException>(client.ConnectAsync(other, port));
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_clear_error_and_leaves_the_home_to_others()
    {
        await using ServerHome first = await ServerHome.ServedAsync();
        int port = new Uri(first.Client.Address).Port;
        await using ServerHome second = await ServerHome.PreparedAsync(port: port);

        PicieException error = await Should.ThrowAsync<PicieException>(second.RunAsync);

        (error.Code, error.Kind).ShouldBe(("port-taken", ProblemKind.Conflict));
        error.Message.ShouldBe($"Port {port} of 127.0.0.1 is taken by another process.");
        Directory.EnumerateFiles(second.Root, "serve.json*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_server_of_one_home_is_refused_before_it_listens()
    {
        await using ServerHome home = await ServerHome.PreparedAsync();
        await home.RunAsync();
        await using PicieServer second = PicieServer.On(home.Home, new ServerOptions { Port = 0 });

        (await Should.ThrowAsync<PicieException>(() => second.RunAsync(
            Pipeline.Observing.SilentObserver.Instance, static _ => { }, static _ => Assert.Fail("it must not listen"), CancellationToken.None, CancellationToken.None))).Code.ShouldBe("home-served");
        (await home.Client.GetAsync("/health/live", "")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_owner_of_the_home_may_do_everything_and_each_start_has_a_token_of_its_own()
    {
        await using ServerHome home = await ServerHome.PreparedAsync();
        await using PicieServer one = PicieServer.On(home.Home, new ServerOptions { Port = 0 });
        await using PicieServer other = PicieServer.On(home.Home, new ServerOptions { Port = 0 });
        ServedAddress first = await one.StartAsync();
        ServedAddress second = await other.StartAsync();
        using ServerClient client = new(first.Address, first.Token);

        (await client.ReadAsync("/api/v1")).GetProperty("role").GetString().ShouldBe("admin");
        (await client.ReadAsync("/api/v1")).GetProperty("person").GetString().ShouldBe("tester");
        (await client.GetAsync("/api/v1", second.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
