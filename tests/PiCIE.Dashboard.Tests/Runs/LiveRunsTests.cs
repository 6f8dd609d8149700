using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PiCIE.Dashboard.Tests.Runs;

/// <summary>What a list does while the work goes on.</summary>
public sealed class LiveRunsTests(OpenBrowser browser)
{
    [Fact]
    public async Task Runs_that_come_are_counted_and_move_no_row_until_somebody_asks()
    {
        await using Window window = await browser.OpenAsync();
        await using ServerHome home = await Homes.WorkedAsync();
        await window.EnterAsync(home, "/runs?fold=off");
        ILocator rows = window.Page.Locator("tbody tr[data-row]");
        await Expect(rows).ToHaveCountAsync(3);

        await ServerClient.ReadAsync(
            await home.Client.PostAsync("/api/v1/experiments", new { spec = ServerHome.Spec.Replace("name: small", "name: later", StringComparison.Ordinal) }), HttpStatusCode.Created);

        await Expect(window.Page.Locator("[data-news]")).ToHaveTextAsync("3 new");
        await Expect(rows).ToHaveCountAsync(3);
        await window.Page.Locator("[data-news]").ClickAsync();
        await Expect(rows).ToHaveCountAsync(6);
        window.ShouldBeClean(home);
    }

    [Fact]
    public async Task The_keyboard_opens_a_run_and_goes_back_to_the_same_list()
    {
        await using Window window = await browser.OpenAsync();
        await using ServerHome home = await Homes.WorkedAsync();
        await window.EnterAsync(home, "/runs?fold=off");
        await Expect(window.Page.Locator("tbody tr[data-row]")).ToHaveCountAsync(3);

        await window.Page.Keyboard.PressAsync("j");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator(".tabs a.here")).ToHaveTextAsync("Overview");
        await window.Page.Keyboard.PressAsync("Escape");

        await Expect(window.Page).ToHaveURLAsync($"{home.Client.Address}/runs?fold=off");
    }

    [Fact]
    public async Task An_empty_home_says_what_to_type()
    {
        await using Window window = await browser.OpenAsync();
        await using ServerHome home = await Homes.EmptyAsync();

        await window.EnterAsync(home, "/runs");

        await Expect(window.Page.Locator("[data-empty]")).ToContainTextAsync("picie demo");
        window.ShouldBeClean(home);
        await window.ShouldBeAccessibleAsync();
    }
}
