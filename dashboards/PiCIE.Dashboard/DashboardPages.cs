using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using PiCIE.Dashboard.Assets;
using PiCIE.Dashboard.Frame;
using PiCIE.Dashboard.Live;
using PiCIE.Server.Pages;

namespace PiCIE.Dashboard;

/// <summary>The pages of the dashboard, as a server takes them.</summary>
public static class DashboardPages
{
    /// <summary>Returns the pages.</summary>
    public static ServedPages Make() => new(Add, Map, FailurePage.WriteAsync);

    private static void Add(IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddMudServices();
        services.AddScoped<Questions>();
        services.AddScoped<Screen>();
        // The token of a home is new at each start, so nothing that was protected before a start is of use behind it.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
    }

    private static void Map(IEndpointRouteBuilder pages)
    {
        AssetRoutes.Map(pages);
        pages.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
