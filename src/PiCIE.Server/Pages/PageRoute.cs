namespace PiCIE.Server.Pages;

/// <summary>Marks the addresses of pages: they read the parameters that they know, and leave the others alone.</summary>
internal sealed class PageRoute
{
    /// <summary>The one mark.</summary>
    public static PageRoute Mark { get; } = new();

    private PageRoute()
    {
    }
}
