using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(PiCIE.Dashboard.Tests.OpenBrowser))]

namespace PiCIE.Dashboard.Tests;

/// <summary>One Chromium for all tests: that of <c>PICIE_BROWSER</c>, else the one on the path. Where there is none, the tests that ask for a page skip.</summary>
public sealed class OpenBrowser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? _driver;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Program() is { } program)
        {
            _driver = await Playwright.CreateAsync();
            _browser = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox", "--force-color-profile=srgb"] });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _driver?.Dispose();
    }

    /// <summary>Opens a window of its own, which shares nothing with others.</summary>
    internal async Task<Window> OpenAsync(ColorScheme theme = ColorScheme.Light, int width = 1360, int height = 860)
    {
        Assert.SkipWhen(_browser is null, "no browser: PICIE_BROWSER names none, and chromium is not on the path (apt-get install chromium)");
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = theme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        return await Window.OfAsync(context);
    }

    private static string? Program() => Environment.GetEnvironmentVariable("PICIE_BROWSER") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}
