using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PiCIE.Dashboard.Tests.HomePages;

/// <summary>The first page in a real browser.</summary>
public sealed class HomePageTests(OpenBrowser browser)
{
    [Fact]
    public async Task An_empty_home_says_what_to_type()
    {
        await using Window window = await browser.OpenAsync();
        await using ServerHome home = await Homes.EmptyAsync();

        await window.EnterAsync(home);

        await Expect(window.Page.Locator("[data-empty] code").First).ToHaveTextAsync("picie demo");
        await Expect(window.Page).ToHaveTitleAsync("Home · PiCIE");
        await window.PictureAsync("home-empty");
        window.ShouldBeClean(home);
        await window.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Runs_that_ended_stand_there_with_their_figures()
    {
        await using Window window = await browser.OpenAsync();
        await using ServerHome home = await Homes.WorkedAsync();

        await window.EnterAsync(home);

        ILocator rows = window.Page.Locator("section[aria-labelledby=ended] tbody tr");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.First).ToContainTextAsync("done");
        await Expect(window.Page.Locator(".health")).ToContainTextAsync("Works");
        await window.PictureAsync("home");
        window.ShouldBeClean(home);
        await window.ShouldBeAccessibleAsync();
    }
}
