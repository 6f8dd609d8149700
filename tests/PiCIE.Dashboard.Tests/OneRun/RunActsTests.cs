using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PiCIE.Dashboard.Tests.OneRun;

/// <summary>What one does to a run on its page.</summary>
public sealed class RunActsTests(OpenBrowser browser)
{
    [Fact]
    public async Task An_act_says_what_it_will_do_and_shows_in_place()
    {
        await using Window window = await browser.OpenAsync();
        await using ServerHome home = await Homes.WorkedAsync();
        await window.EnterAsync(home, $"/runs/{(await Homes.RunsAsync(home))[0]}");

        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Tag", Exact = true }).ClickAsync();
        await Expect(window.Page.Locator(".mud-dialog")).ToContainTextAsync("filters find it");
        await window.Page.Locator(".mud-dialog input").FillAsync("paper");
        await window.PictureAsync("run-tag-dialog");
        await window.ShouldBeAccessibleAsync();
        await window.Page.Locator("[data-do]").ClickAsync();

        await Expect(window.Page.Locator(".chip", new PageLocatorOptions { HasTextString = "paper" })).ToBeVisibleAsync();
        window.ShouldBeClean(home);
    }

    [Fact]
    public async Task Whoever_may_only_look_sees_why_nothing_can_be_done()
    {
        await using Window window = await browser.OpenAsync();
        await using ServerHome home = await Homes.WorkedAsync();

        await window.Page.GotoAsync($"{home.Client.Address}/runs/{(await Homes.RunsAsync(home))[0]}?token={home.Viewer.Text}");
        await window.LiveAsync();

        ILocator tag = window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Tag", Exact = true });
        await Expect(tag).ToBeDisabledAsync();
        await Expect(tag).ToHaveAttributeAsync("title", "You may look at runs here and not change them.");
    }

    [Fact]
    public async Task Leaving_a_dialog_changes_nothing()
    {
        await using Window window = await browser.OpenAsync();
        await using ServerHome home = await Homes.WorkedAsync();
        Guid run = (await Homes.RunsAsync(home))[0];
        await window.EnterAsync(home, $"/runs/{run}");

        await window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Archive" }).ClickAsync();
        await Expect(window.Page.Locator(".mud-dialog")).ToContainTextAsync("Nothing is deleted");
        await window.Page.Keyboard.PressAsync("Escape");

        await Expect(window.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        (await Homes.RunsAsync(home)).ShouldContain(run);
    }
}
