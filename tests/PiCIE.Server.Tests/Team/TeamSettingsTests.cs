using System.Net;
using PiCIE.Pipeline;
using PiCIE.Server.Serving;

namespace PiCIE.Server.Tests.Team;

public sealed class TeamSettingsTests
{
    [Theory]
    [InlineData("bad-listen", "PICIE_LISTEN=5480")]
    [InlineData("bad-listen", "PICIE_LISTEN=ftp://0.0.0.0:1")]
    [InlineData("bad-listen", "PICIE_LISTEN=http://picie.example.org:80")]
    [InlineData("bad-listen", "PICIE_LISTEN=http://0.0.0.0:80/runs")]
    [InlineData("no-certificate", "PICIE_LISTEN=https://0.0.0.0:5443", "PICIE_HOSTS=picie.example.org")]
    [InlineData("no-certificate", "PICIE_CERTIFICATE=/nowhere/at/all.pem")]
    [InlineData("no-hosts", "PICIE_LISTEN=http://0.0.0.0:5480")]
    [InlineData("no-hosts", "PICIE_LISTEN=http://[::]:5480")]
    [InlineData("bad-host", "PICIE_HOSTS=*")]
    [InlineData("bad-host", "PICIE_HOSTS=picie.example.org,*.example.org")]
    [InlineData("bad-host", "PICIE_HOSTS=https://picie.example.org")]
    [InlineData("bad-proxy", "PICIE_PROXIES=proxy.example.org")]
    [InlineData("bad-proxy", "PICIE_PROXIES=10.0.0.0/99")]
    public void A_wrong_setting_is_named_with_what_to_write(string code, params string[] variables)
    {
        PicieException error = Should.Throw<PicieException>(() => Read(variables));

        (error.Code, error.Kind).ShouldBe((code, ProblemKind.Input));
        error.Where.ShouldNotBeNull().ShouldStartWith("PICIE_");
        error.Hint.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Without_a_setting_it_listens_on_this_machine_alone_and_believes_no_proxy()
    {
        TeamOptions options = Read();

        options.Listen.ShouldBe(new Uri("http://127.0.0.1:5480"));
        options.Proxies.ShouldBeEmpty();
        options.IsReadable.ShouldBeFalse();
    }

    [Fact]
    public void Settings_are_read_and_what_travels_readable_is_known()
    {
        TeamOptions options = Read("PICIE_LISTEN=http://0.0.0.0:5480", "PICIE_HOSTS=picie.example.org, 10.0.0.7:5480", "PICIE_PROXIES=10.0.0.7,fd00::/8");

        options.Hosts.ShouldBe(["picie.example.org", "10.0.0.7:5480"]);
        options.Proxies.ShouldBe([IPNetwork.Parse("10.0.0.7/32"), IPNetwork.Parse("fd00::/8")]);
        options.IsReadable.ShouldBeFalse();
        Read("PICIE_LISTEN=http://0.0.0.0:5480", "PICIE_HOSTS=picie.example.org").IsReadable.ShouldBeTrue();
    }

    private static TeamOptions Read(params string[] variables)
    {
        Dictionary<string, string> set = variables.Select(one => one.Split('=', 2)).ToDictionary(one => one[0], one => one[1], StringComparer.Ordinal);
        return TeamOptions.Read(set.GetValueOrDefault, static path => path, 5480);
    }
}
