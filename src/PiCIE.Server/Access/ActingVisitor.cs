using Microsoft.AspNetCore.Http;
using PiCIE.Pipeline.People;

namespace PiCIE.Server.Access;

/// <summary>Lets the use cases of a request know who asks: the visitor, whoever started the server.</summary>
internal sealed class ActingVisitor(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, Acting acting)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            acting.As(VisitorClaims.ActorOf(context.User, VisitorClaims.AddressOf(context)));
        }

        return next(context);
    }
}
