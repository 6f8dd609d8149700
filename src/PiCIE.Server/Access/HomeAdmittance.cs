using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using PiCIE.Server.Serving;

namespace PiCIE.Server.Access;

/// <summary>Lets in whoever has the token of a home, on this machine alone.</summary>
/// <param name="port">Port of 127.0.0.1.</param>
/// <param name="tokens">The tokens that let in.</param>
internal sealed class HomeAdmittance(int port, KnownTokens tokens) : IAdmittance
{
    public bool NeedsKeys => false;

    public void Listen(KestrelServerOptions kestrel) => Listening.Set(kestrel, port);

    public void Add(IServiceCollection services)
    {
        services.AddSingleton(tokens);
        services.AddSingleton(new AllowedHosts([]));
        services.AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = TokenAuthentication.SchemeName;
            authentication.AddScheme<TokenAuthentication>(TokenAuthentication.SchemeName, null);
        });
        services.AddTransient<TokenAuthentication>();
    }

    public void LookFirst(IApplicationBuilder app)
    {
        app.UseMiddleware<HostCheck>();
        app.UseMiddleware<TokenExchange>();
    }

    public void LookAtVisitor(IApplicationBuilder app)
    {
        // Whoever has the token is known by now, and there is nothing else to look at.
    }

    public void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        // A home has no people, keys or sessions.
    }
}
