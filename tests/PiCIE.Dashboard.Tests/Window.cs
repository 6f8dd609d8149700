using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PiCIE.Dashboard.Tests;

/// <summary>A window of the browser that notes everything that should not happen in it.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly ConcurrentQueue<string> _asked = new();

    private Window(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Messages of errors, violations of the policy, and failed requests.</summary>
    public IReadOnlyCollection<string> Wrong => _wrong;

    /// <summary>Addresses of everything that was loaded.</summary>
    public IReadOnlyCollection<string> Asked => _asked;

    public static async Task<Window> OfAsync(IBrowserContext context)
    {
        Window window = new(context, await context.NewPageAsync());
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                window._wrong.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        window.Page.PageError += (_, error) => window._wrong.Enqueue($"script: {error}");
        window.Page.Request += (_, request) => window._asked.Enqueue(request.Url);
        await window.Page.AddInitScriptAsync(
            "addEventListener('securitypolicyviolation', event => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI));");
        return window;
    }

    /// <summary>Comes in with the token, and waits until the page is live.</summary>
    public async Task EnterAsync(ServerHome home, string path = "/")
    {
        await Page.GotoAsync($"{home.Client.Address}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}token={home.Admin.Text}");
        await LiveAsync();
    }

    /// <summary>Goes to another address as a person does who types it.</summary>
    public async Task GoAsync(ServerHome home, string path)
    {
        await Page.GotoAsync(home.Client.Address + path);
        await LiveAsync();
    }

    /// <summary>Waits until the connection is open and the page has read what it shows.</summary>
    public async Task LiveAsync()
    {
        await Expect(Page.Locator("html[data-live=yes]")).ToHaveCountAsync(1);
        await Expect(Page.Locator(".loading")).ToHaveCountAsync(0);
    }

    /// <summary>Fails where something went wrong, or something was loaded from elsewhere.</summary>
    public void ShouldBeClean(ServerHome home)
    {
        Wrong.ShouldBeEmpty();
        Asked.Where(address => !address.StartsWith(home.Client.Address, StringComparison.Ordinal) && !address.StartsWith("blob:", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>Fails where axe finds something serious.</summary>
    public async Task ShouldBeAccessibleAsync()
    {
        AxeResult result = await Page.RunAxe();
        result.Violations.Where(one => one.Impact is "serious" or "critical")
            .Select(one => $"{one.Id}: {one.Help}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html + " " + string.Join(' ', node.Any.Select(any => any.Message))))}").ShouldBeEmpty();
    }

    /// <summary>Keeps a picture of the page where <c>PICIE_PICTURES</c> names a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("PICIE_PICTURES") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
        }
    }

    public async Task<T> EvaluateAsync<T>(string script) => await Page.EvaluateAsync<T>(script);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
