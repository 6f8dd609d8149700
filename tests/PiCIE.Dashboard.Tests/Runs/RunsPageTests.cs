using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PiCIE.Dashboard.Tests.Runs;

/// <summary>The list of runs in a real browser, with a thousand runs in 200 configurations.</summary>
public sealed class RunsPageTests(OpenBrowser browser, RunsPageTests.Full full) : IClassFixture<RunsPageTests.Full>
{
    [Fact]
    public async Task Replicates_are_one_row_with_mean_deviation_and_n()
    {
        await using Window window = await browser.OpenAsync();

        await window.EnterAsync(full.Home, "/runs");

        await Expect(window.Page.Locator("[data-total]")).ToHaveTextAsync("200 configurations");
        await Expect(window.Page.Locator("tbody tr[data-row]").First).ToContainTextAsync("±");
        TestContext.Current.TestOutputHelper!.WriteLine(await window.EvaluateAsync<string>(
            """
            () => {
                const loaded = performance.getEntriesByType('resource').filter(one => /\.(js|css)$/.test(one.name));
                const bytes = end => loaded.filter(one => one.name.endsWith(end)).reduce((sum, one) => sum + one.encodedBodySize, 0);
                return `rows after ${Math.round(performance.now())} ms; ${bytes('.js')} bytes of scripts, ${bytes('.css')} bytes of styles`;
            }
            """));
        await window.PictureAsync("runs-folded");
        window.ShouldBeClean(full.Home);
        await window.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task Expanding_a_row_shows_its_members_below_it()
    {
        await using Window window = await browser.OpenAsync(ColorScheme.Dark);
        await window.EnterAsync(full.Home, "/runs");

        await window.Page.Locator("tbody tr[data-row] button.fold").First.ClickAsync();

        await Expect(window.Page.Locator("tr.member")).ToHaveCountAsync(5);
        await window.PictureAsync("runs-expanded-dark");
        window.ShouldBeClean(full.Home);
        await window.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task The_address_is_the_state()
    {
        await using Window window = await browser.OpenAsync();
        await window.EnterAsync(full.Home, "/runs?fold=off");
        await Expect(window.Page.Locator("[data-total]")).ToHaveTextAsync("1,000 runs");

        await window.Page.Locator("[data-filter]").FillAsync("status = failed");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("[data-total]")).ToHaveTextAsync("50 runs");
        await window.Page.Locator("th button.sort", new PageLocatorOptions { HasTextString = "Seed" }).ClickAsync();
        await Expect(window.Page.Locator("th[aria-sort=descending]")).ToContainTextAsync("Seed");

        string address = window.Page.Url;
        address.ShouldContain("filter=status%20%3D%20failed");
        address.ShouldContain("sort=-seed");
        await window.Page.ReloadAsync();
        await window.LiveAsync();
        await Expect(window.Page.Locator("[data-total]")).ToHaveTextAsync("50 runs");
        await Expect(window.Page.Locator("[data-filter]")).ToHaveValueAsync("status = failed");
        await window.PictureAsync("runs-filtered");
        window.ShouldBeClean(full.Home);
    }

    [Fact]
    public async Task A_wrong_filter_is_told_and_leaves_the_list()
    {
        await using Window window = await browser.OpenAsync();
        await window.EnterAsync(full.Home, "/runs");

        await window.Page.Locator("[data-filter]").FillAsync("status = (");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(window.Page.Locator("tbody tr[data-row]").First).ToBeVisibleAsync();
        window.ShouldBeClean(full.Home);
    }

    [Fact]
    public async Task The_next_page_comes_when_the_end_comes_into_view()
    {
        await using Window window = await browser.OpenAsync();
        await window.EnterAsync(full.Home, "/runs");
        await Expect(window.Page.Locator("tbody tr[data-row]").First).ToBeVisibleAsync();

        await window.Page.Locator(".list .scroll").EvaluateAsync("list => list.scrollTo(0, list.scrollHeight)");
        await Expect(window.Page.Locator(".list .scroll .foot")).ToHaveCountAsync(0);
        await window.Page.Locator(".list .scroll").EvaluateAsync("list => list.scrollTo(0, list.scrollHeight)");

        await Expect(window.Page.Locator("tbody tr[data-row]").Last).ToContainTextAsync("config-0");
        (await window.Page.Locator("tbody tr[data-row]").CountAsync()).ShouldBeLessThan(100, "rows out of view are not drawn");
        window.ShouldBeClean(full.Home);
    }

    [Fact]
    public async Task The_keyboard_filters_walks_and_opens()
    {
        await using Window window = await browser.OpenAsync();
        await window.EnterAsync(full.Home, "/runs?fold=off");
        await Expect(window.Page.Locator("tbody tr[data-row]").First).ToBeVisibleAsync();

        await window.Page.Keyboard.PressAsync("?");
        await Expect(window.Page.Locator("dialog#keys")).ToBeVisibleAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.Page.Locator("dialog#keys")).ToBeHiddenAsync();
        await window.Page.Keyboard.PressAsync("/");
        await Expect(window.Page.Locator("[data-filter]")).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await window.Page.Keyboard.PressAsync("j");
        await window.Page.Keyboard.PressAsync("j");
        await window.Page.Keyboard.PressAsync("k");
        await Expect(window.Page.Locator("tbody tr[data-row] [data-open]").First).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("j");
        await Expect(window.Page.Locator("tbody tr[data-row] [data-open]").Nth(1)).ToBeFocusedAsync();
        window.ShouldBeClean(full.Home);
    }

    [Fact]
    public async Task A_page_that_fails_shows_an_id_that_stands_in_the_log_and_leaves_the_frame()
    {
        await using Window window = await browser.OpenAsync();
        await window.EnterAsync(full.Home, "/runs?fold=off");

        // These runs have no documents, which no run of the product lacks.
        await window.Page.Locator("tbody tr[data-row] a[data-open]").First.ClickAsync();

        string id = (await window.Page.Locator("[data-error-id]").TextContentAsync())!;
        full.Home.Log.Text.ShouldContain(id);
        await window.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Runs", Exact = true }).ClickAsync();
        await Expect(window.Page.Locator("tbody tr[data-row]").First).ToBeVisibleAsync();
    }

    /// <summary>A home with a thousand runs, which no test changes.</summary>
    public sealed class Full : IAsyncLifetime
    {
        internal ServerHome Home { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Home = await Homes.FullAsync(1_000);

        public ValueTask DisposeAsync() => Home.DisposeAsync();
    }
}
