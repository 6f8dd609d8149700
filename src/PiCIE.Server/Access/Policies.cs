using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.People;

namespace PiCIE.Server.Access;

/// <summary>Names the policies that routes carry, one for each role.</summary>
internal static class Policies
{
    /// <summary>Everybody who is let in.</summary>
    public const string Viewer = "viewer";

    /// <summary>Whoever may submit and act.</summary>
    public const string Operator = "operator";

    /// <summary>Administrators.</summary>
    public const string Admin = "admin";

    private static readonly Dictionary<string, Role> Least = new(StringComparer.Ordinal)
    {
        [Viewer] = Role.Viewer,
        [Operator] = Role.Operator,
        [Admin] = Role.Admin,
    };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> Names => Least.Keys;

    /// <summary>Returns the least role that a policy asks for.</summary>
    public static Role LeastRole(string policy) => Least[policy];

    /// <summary>Adds the policies. What carries none is for nobody who is not let in, addresses that lead nowhere among them.</summary>
    public static void Add(AuthorizationOptions options)
    {
        foreach ((string name, Role least) in Least)
        {
            string[] roles = [.. Enum.GetValues<Role>().Where(role => role >= least).Select(role => role.Word())];
            options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireClaim(ClaimTypes.Role, roles));
        }

        options.FallbackPolicy = options.GetPolicy(Viewer);
    }
}
