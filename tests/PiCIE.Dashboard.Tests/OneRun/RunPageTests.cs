using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PiCIE.Experiments.Stages;
using PiCIE.Storage;
using PiCIE.Storage.Metrics;
using PiCIE.Storage.Stages;
using static Microsoft.Playwright.Assertions;

namespace PiCIE.Dashboard.Tests.OneRun;

/// <summary>The page of a run in a real browser: each of its tabs in both themes.</summary>
public sealed class RunPageTests(OpenBrowser browser, RunPageTests.Worked worked) : IClassFixture<RunPageTests.Worked>
{
    private const int NoisyPoints = 3_000;

    public static TheoryData<string, ColorScheme> TabsInBothThemes
    {
        get
        {
            TheoryData<string, ColorScheme> all = [];
            foreach (string tab in new[] { "", "/curves", "/settings", "/files", "/log", "/provenance" })
            {
                all.Add(tab, ColorScheme.Light);
                all.Add(tab, ColorScheme.Dark);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(TabsInBothThemes))]
    public async Task A_tab_breaks_no_rule_and_is_accessible(string tab, ColorScheme theme)
    {
        await using Window window = await browser.OpenAsync(theme);

        await window.EnterAsync(worked.Home, $"/runs/{worked.Run}{tab}");

        await Expect(window.Page.Locator(".tabs a.here")).ToHaveCountAsync(1);
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        if (tab is "" or "/curves")
        {
            await Expect(window.Page.Locator(".canvas[data-points]").First).ToBeVisibleAsync();
        }

        await window.PictureAsync($"run{tab.Replace('/', '-')}-{theme}".ToLowerInvariant());
        window.ShouldBeClean(worked.Home);
        await window.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task The_overview_has_the_stages_the_figures_and_the_classes()
    {
        await using Window window = await browser.OpenAsync();

        await window.EnterAsync(worked.Home, $"/runs/{worked.Run}");

        await Expect(window.Page.Locator(".stage")).ToHaveCountAsync(5);
        await Expect(window.Page.Locator(".figures")).ToContainTextAsync("Mean IoU, val");
        await Expect(window.Page.Locator(".classes > div")).ToHaveCountAsync(7);
        await Expect(window.Page).ToHaveTitleAsync("small/seed-1 · PiCIE");
    }

    [Fact]
    public async Task Points_that_are_no_numbers_leave_a_gap_that_is_marked()
    {
        await using Window window = await browser.OpenAsync();

        await window.EnterAsync(worked.Home, $"/runs/{worked.Run}/curves?series=nois*&y=log&smooth=60");

        await Expect(window.Page.Locator(".charts .canvas")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("figcaption")).ToContainTextAsync("3 are not numbers");
        await Expect(window.Page.Locator("figcaption")).ToContainTextAsync("buckets of 3,000 points; minima and maxima kept");
        await window.PictureAsync("run-curves-gap");
        window.ShouldBeClean(worked.Home);
    }

    [Fact]
    public async Task How_curves_are_drawn_stands_in_the_address()
    {
        await using Window window = await browser.OpenAsync();
        await window.EnterAsync(worked.Home, $"/runs/{worked.Run}/curves");

        await window.Page.GetByLabel("Log values").ClickAsync();
        await Expect(window.Page).ToHaveURLAsync(new Regex("y=log"));
        await window.Page.Locator("[data-filter]").FillAsync("loss");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page).ToHaveURLAsync(new Regex("series=loss"));
        await Expect(window.Page.Locator(".charts .canvas")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_log_is_searched_and_a_file_is_saved()
    {
        await using Window window = await browser.OpenAsync();
        await window.EnterAsync(worked.Home, $"/runs/{worked.Run}/log");

        (await window.Page.Locator(".log").EvaluateAsync<int>("log => log.scrollHeight")).ShouldBeGreaterThan(10_000, "each line stands on its own");
        await window.Page.Locator("[data-filter]").FillAsync("line 3999 ");
        await Expect(window.Page.Locator(".log span")).ToHaveCountAsync(1);
        await window.GoAsync(worked.Home, $"/runs/{worked.Run}/files");
        IDownload saved = await window.Page.RunAndWaitForDownloadAsync(() => window.Page.Locator("a[data-open]").First.ClickAsync());

        saved.SuggestedFilename.ShouldNotBeEmpty();
        (await saved.FailureAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_told()
    {
        await using Window window = await browser.OpenAsync();

        await window.EnterAsync(worked.Home, $"/runs/{Guid.NewGuid()}");

        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        window.ShouldBeClean(worked.Home);
    }

    /// <summary>A home with a run that is done, whose training also reported a long series with gaps.</summary>
    public sealed class Worked : IAsyncLifetime
    {
        internal ServerHome Home { get; private set; } = null!;

        internal Guid Run { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Home = await Homes.WorkedAsync();
            await using PicieContext context = Homes.ContextOf(Home);
            Run = await context.Runs.Where(run => run.Name == "seed-1").Select(run => run.Id).SingleAsync();
            Stage training = await context.Stages.FirstAsync(stage => stage.Kind == StageKind.Train && context.RunStages.Any(had => had.StageId == stage.Id && had.RunId == Run));
            MetricSeries noise = new() { Id = Guid.CreateVersion7(), StageId = training.Id, Attempt = training.AttemptNumber, Name = "noise" };
            context.Add(noise);
            context.AddRange(Enumerable.Range(0, NoisyPoints).Select(step => new MetricPoint
            {
                SeriesId = noise.Id,
                Step = step,
                // SQLite keeps what is no number as null.
                Value = step is >= 1500 and < 1503 ? null : 2 + Math.Sin(step / 90.0) + (step % 7 * 0.05),
                At = DateTimeOffset.UnixEpoch,
            }));
            await context.SaveChangesAsync();
        }

        public ValueTask DisposeAsync() => Home.DisposeAsync();
    }
}
