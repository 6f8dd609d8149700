using Microsoft.AspNetCore.Components.Web;

namespace PiCIE.Dashboard.Frame;

/// <summary>The document that every address of the pages answers with. Everything in its body is drawn over one live connection.</summary>
public sealed partial class App
{
    private static readonly InteractiveServerRenderMode Mode = new(prerender: false);
}
