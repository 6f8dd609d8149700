using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PiCIE.Dashboard.Tests.Frame;

/// <summary>What holds of every page: who gets in, what may be loaded, what is told when something is wrong.</summary>
public sealed class FrameTests(OpenBrowser browser)
{
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob:; connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    [Theory]
    [InlineData("/")]
    [InlineData("/runs")]
    [InlineData("/runs?filter=status%3Ddone&token=wrong")]
    [InlineData("/nothing")]
    public async Task Without_the_token_a_browser_is_told_what_to_type(string path)
    {
        await using Window window = await browser.OpenAsync();
        await using ServerHome home = await Homes.EmptyAsync();

        IResponse? answer = await window.Page.GotoAsync(home.Client.Address + path);

        answer!.Status.ShouldBe(401);
        await Expect(window.Page.Locator("pre code")).ToHaveTextAsync("picie open");
        await window.PictureAsync("not-let-in");
        await window.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Every_page_carries_the_policy_once()
    {
        await using ServerHome home = await Homes.EmptyAsync();

        foreach (string path in new[] { "/", "/runs", $"/runs/{Guid.Empty}", "/nothing" })
        {
            HttpResponseMessage answer = await AskAsync(home, path);
            answer.Headers.GetValues("Content-Security-Policy").ShouldBe([Policy], path);
        }
    }

    [Fact]
    public async Task Nothing_of_the_pages_is_given_out_without_the_token()
    {
        await using ServerHome home = await Homes.EmptyAsync();

        foreach (string path in Assets.AssetLibrary.All.Values.Select(asset => asset.Address).Append("/").Append("/runs").Append("/_blazor"))
        {
            (await home.Client.GetAsync(path, "")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.SwitchingProtocols)]
    public async Task A_socket_is_opened_by_pages_of_this_server_alone(string? origin, HttpStatusCode status)
    {
        await using ServerHome home = await Homes.EmptyAsync();
        HttpRequestMessage request = home.Client.Request(HttpMethod.Get, "/_blazor?id=", "");
        request.Headers.Add("Cookie", $"picie-{new Uri(home.Client.Address).Port}={home.Admin.Cookie}");
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin == "own" ? home.Client.Address : origin);
        }

        (await home.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task An_error_of_the_program_has_an_id_that_stands_in_the_log()
    {
        await using Window window = await browser.OpenAsync();
        await using ServerHome home = await ServerHome.PreparedAsync(
            routes => routes.MapGet("/planted", string () => throw new InvalidOperationException("planted")).RequireAuthorization("viewer"), pages: DashboardPages.Make());
        home.Adopt(await home.Server.StartAsync());
        await window.EnterAsync(home);

        await window.Page.GotoAsync(home.Client.Address + "/planted");

        string id = (await window.Page.Locator("[data-error-id]").TextContentAsync())!;
        home.Log.Text.ShouldContain(id);
    }

    [Fact]
    public async Task A_page_says_that_the_server_is_away_and_what_to_type_behind_its_new_start()
    {
        await using Window window = await browser.OpenAsync();
        ServerHome first = await Homes.WorkedAsync();
        int port = new Uri(first.Client.Address).Port;
        await window.EnterAsync(first);

        await first.DisposeAsync();
        await Expect(window.Page.Locator("#away")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("section[aria-labelledby=ended] tbody tr")).ToHaveCountAsync(3);
        await window.PictureAsync("away");
        await using ServerHome second = await ServerHome.PreparedAsync(port: port, pages: DashboardPages.Make());
        second.Adopt(await second.Server.StartAsync());

        await Expect(window.Page.Locator("pre code")).ToHaveTextAsync("picie open");
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_somebody_sets_it()
    {
        await using Window window = await browser.OpenAsync(ColorScheme.Dark);
        await using ServerHome home = await Homes.EmptyAsync();
        await window.EnterAsync(home);
        await Expect(window.Page.Locator("html[data-theme=dark]")).ToHaveCountAsync(1);
        await window.ShouldBeAccessibleAsync();

        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Light" }).ClickAsync();
        await window.Page.ReloadAsync();
        await window.LiveAsync();

        await Expect(window.Page.Locator("html[data-theme=light]")).ToHaveCountAsync(1);
        await window.ShouldBeAccessibleAsync();
        window.ShouldBeClean(home);
    }

    private static async Task<HttpResponseMessage> AskAsync(ServerHome home, string path)
    {
        HttpRequestMessage request = home.Client.Request(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");
        return await home.Client.SendAsync(request);
    }
}
