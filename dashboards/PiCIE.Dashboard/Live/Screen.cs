using Microsoft.JSInterop;
using PiCIE.Dashboard.Assets;

namespace PiCIE.Dashboard.Live;

/// <summary>What pages ask of the browser: the title, the theme, the keyboard.</summary>
/// <param name="browser">The browser.</param>
internal sealed class Screen(IJSRuntime browser) : IAsyncDisposable
{
    private Task<IJSObjectReference>? _module;

    /// <summary>Calls a function of the pages' own script.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <typeparam name="T">What it returns.</typeparam>
    public async Task<T> AskAsync<T>(string function, params object?[] arguments) => await (await ModuleAsync()).InvokeAsync<T>(function, arguments);

    /// <inheritdoc cref="AskAsync"/>
    public async Task DoAsync(string function, params object?[] arguments)
    {
        try
        {
            await (await ModuleAsync()).InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_module is { IsCompletedSuccessfully: true } module)
        {
            try
            {
                await (await module).DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser has gone.
            }
        }
    }

    private Task<IJSObjectReference> ModuleAsync() => _module ??= browser.InvokeAsync<IJSObjectReference>("import", AssetLibrary.AddressOf("pages.js")).AsTask();
}
