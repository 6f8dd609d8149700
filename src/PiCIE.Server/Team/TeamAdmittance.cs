using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Pipeline.People;
using PiCIE.Server.Access;
using PiCIE.Server.Serving;

namespace PiCIE.Server.Team;

/// <summary>Lets in by the keys of a team, and by the sessions that were begun with them.</summary>
/// <param name="options">How the server listens and is reached.</param>
internal sealed class TeamAdmittance(TeamOptions options) : IAdmittance
{
    private const string Endpoint = "Endpoints:Server:";

    public bool NeedsKeys => true;

    /// <summary>Lets Kestrel read address and certificate as its own configuration, which also takes a certificate that was renewed in its place.</summary>
    public void Listen(KestrelServerOptions kestrel)
    {
        Listening.Limit(kestrel);
        Dictionary<string, string?> settings = new()
        {
            [$"{Endpoint}Url"] = options.Address,
            [$"{Endpoint}Certificate:Path"] = options.Certificate,
            [$"{Endpoint}Certificate:KeyPath"] = options.CertificateKey,
            [$"{Endpoint}Certificate:Password"] = options.CertificatePassword,
        };
        kestrel.Configure(new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build(), reloadOnChange: true);
    }

    public void Add(IServiceCollection services)
    {
        services.AddSingleton(new AllowedHosts(options.Hosts));
        services.AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = TokenAuthentication.SchemeName;
            authentication.AddScheme<KeyAuthentication>(TokenAuthentication.SchemeName, null);
        });
        services.AddTransient<KeyAuthentication>();
        services.AddRateLimiter(limiter => RequestLimits.Set(limiter, options.Limits));
        // Whatever asks without having said for whom may change nothing.
        services.AddScoped(_ => Acting.ByNobody());
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (System.Net.IPNetwork proxy in options.Proxies)
            {
                forwarded.KnownIPNetworks.Add(proxy);
            }
        });
    }

    public void LookFirst(IApplicationBuilder app)
    {
        if (options.Proxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseMiddleware<HostCheck>();
        app.UseMiddleware<KeyInAddress>();
    }

    public void LookAtVisitor(IApplicationBuilder app) => app.UseRateLimiter();

    public void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        SignInPage.Map(routes);
        SessionRoutes.Map(api);
        PeopleRoutes.Map(api);
    }
}
