using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PiCIE.EndToEnd.Tests.Faults;
using PiCIE.EndToEnd.Tests.Materials;

namespace PiCIE.EndToEnd.Tests.Serving;

/// <summary>A real <c>picie serve</c>, asked over HTTP.</summary>
public sealed class ServeTests : IDisposable
{
    private const int SigTerm = 15;
    private readonly PicieHomeFolder _folder = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_submitted_over_http_is_done_and_its_figures_are_read_there()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "signals are sent as Linux knows them");
        SmallData data = SmallData.In(_folder);
        string spec = data.WriteSpec(SmallData.ShortTraining, name: "short");
        (await _folder.PicieAsync("submit", spec)).ShouldEndWith(0);
        (await _folder.PicieAsync("open")).ShouldEndWith(4).ShouldSay("Nobody serves");
        using WorkingPicie serving = WorkingPicie.Start(_folder, "ada", "serve", "--port", "0", "--json");
        await serving.UntilSaidAsync("Works on everything that is wanted");

        PicieOutcome open = (await _folder.PicieAsync("open", "--json")).ShouldEndWith(0);
        JsonElement address = JsonSerializer.Deserialize<JsonElement>(open.Out);
        _http.BaseAddress = new Uri(address.GetProperty("address").GetString()!);
        (await _http.GetAsync("/api/v1/runs", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await _http.GetAsync(address.GetProperty("url").GetString(), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.GetProperty("token").GetString());
        await UntilDoneAsync();
        JsonElement run = (await ReadAsync("/api/v1/runs?filter=experiment%3Dshort")).GetProperty("runs")[0];
        string id = run.GetProperty("id").GetString()!;
        JsonElement series = await ReadAsync($"/api/v1/runs/{id}/metrics/loss");
        using StringContent note = new("""{ "names": ["short"], "add": ["seen"] }""", Encoding.UTF8, "application/json");
        (await _http.PostAsync("/api/v1/acts/tag", note, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        serving.Signal(SigTerm);
        PicieOutcome served = (await serving.EndAsync()).ShouldEndWith(0);

        run.GetProperty("metrics").GetProperty("val").GetProperty("accuracy").GetDouble().ShouldBeInRange(0, 100);
        series.GetProperty("points").GetInt32().ShouldBeGreaterThan(0);
        JsonSerializer.Deserialize<JsonElement>(served.Out).GetProperty("url").GetString().ShouldBe(address.GetProperty("url").GetString());
        served.Error.ShouldNotContain(address.GetProperty("token").GetString()!);
        Directory.EnumerateFiles(_folder["home/logs"]).Select(File.ReadAllText).ShouldAllBe(log => !log.Contains(address.GetProperty("token").GetString()!));
        (await _folder.PicieAsync("open")).ShouldEndWith(4);
        (await _folder.PicieAsync("runs", "list", "--where", "tag = seen", "--json")).ShouldEndWith(0).Out.ShouldContain(id);
    }

    private async Task UntilDoneAsync()
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while ((await ReadAsync("/api/v1/runs?filter=status%3Ddone")).GetProperty("total").GetInt32() == 0)
        {
            await Task.Delay(100, patience.Token);
        }
    }

    private async Task<JsonElement> ReadAsync(string path) => JsonSerializer.Deserialize<JsonElement>(await _http.GetStringAsync(path, TestContext.Current.CancellationToken));
}
