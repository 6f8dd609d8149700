using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using PiCIE.Server.Answers;

namespace PiCIE.Server.Access;

/// <summary>The answer to somebody whose role is not enough.</summary>
internal static class NotAllowed
{
    /// <summary>Returns the problem of a request.</summary>
    /// <param name="context">The request; its visitor is known.</param>
    public static Problem Problem(HttpContext context) => new(
        StatusCodes.Status403Forbidden, "not-allowed", $"{context.User.Identity?.Name} is {context.User.FindFirstValue(ClaimTypes.Role)} here, and that is not enough for this.");
}
