using Microsoft.AspNetCore.Http;
using PiCIE.Pipeline.People;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Team;

/// <summary>Refuses a key in an address, whatever the parameter is called: addresses stand in histories, in logs of proxies, and in links that somebody copies.</summary>
internal sealed class KeyInAddress(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        Holds(context.Request.Path.Value) || context.Request.Query.Any(parameter => Holds(parameter.Key) || parameter.Value.Any(Holds))
            ? new Problem(
                StatusCodes.Status400BadRequest, "key-in-address", "The address holds a key, and addresses are kept by browsers and proxies.",
                Hint: $"Send it as Authorization: Bearer KEY, or paste it at {SignInPaths.Page}. Have this key revoked if the address went anywhere.").WriteAsync(context)
            : next(context);

    private static bool Holds(string? text)
    {
        for (int at = text?.IndexOf(KeyText.Prefix, StringComparison.Ordinal) ?? -1; at >= 0; at = text!.IndexOf(KeyText.Prefix, at + 1, StringComparison.Ordinal))
        {
            if (text!.Length - at >= KeyText.Length && KeyText.IsWellFormed(text.Substring(at, KeyText.Length)))
            {
                return true;
            }
        }

        return false;
    }
}
