using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace PiCIE.Server.Access;

/// <summary>Who is let in, and where: by the token of a home, or by the keys of a team.</summary>
internal interface IAdmittance
{
    /// <summary>Whether the server is ready only when there is a key.</summary>
    bool NeedsKeys { get; }

    /// <summary>Says where the server listens.</summary>
    /// <param name="kestrel">The server.</param>
    void Listen(KestrelServerOptions kestrel);

    /// <summary>Registers what it is made of, and the scheme by which visitors are known.</summary>
    /// <param name="services">The services.</param>
    void Add(IServiceCollection services);

    /// <summary>Adds what looks at a request before its route is known.</summary>
    /// <param name="app">The steps of a request.</param>
    void LookFirst(IApplicationBuilder app);

    /// <summary>Adds what looks at a request when the visitor is known.</summary>
    /// <param name="app">The steps of a request.</param>
    void LookAtVisitor(IApplicationBuilder app);

    /// <summary>Adds the routes that only this way of letting in has.</summary>
    /// <param name="routes">Routes of the server.</param>
    /// <param name="api">Routes of the API.</param>
    void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api);
}
