using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using PiCIE.Server.Access;
using PiCIE.Server.Answers;
using PiCIE.Server.Serving;

namespace PiCIE.Server.Team;

/// <summary>Slows down who asks too much: whoever guesses keys, by the address; whoever has one, by the key.</summary>
internal static class RequestLimits
{
    /// <summary>Name of the limit of tries to sign in.</summary>
    public const string SignIn = "sign-in";

    private const int NetworkBits = 64;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Sets the limits.</summary>
    /// <param name="options">Options of the limiter.</param>
    /// <param name="limits">The limits.</param>
    public static void Set(RateLimiterOptions options, TeamLimits limits)
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, limits));
        options.AddPolicy(SignIn, context => Window($"sign-in {NetworkOf(context)}", limits.SignIns));
        options.OnRejected = async (rejected, _) =>
        {
            int seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
            rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await new Problem(
                StatusCodes.Status429TooManyRequests, "too-many-requests", "More requests came than this server answers in that time.", Hint: $"Ask again in {seconds} s.").WriteAsync(rejected.HttpContext);
        };
    }

    private static RateLimitPartition<string> Partition(HttpContext context, TeamLimits limits)
    {
        if (VisitorClaims.IdentityOf(context.User) is { } identity)
        {
            return RateLimitPartition.GetTokenBucketLimiter($"key {identity.Key}", _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limits.Burst,
                TokensPerPeriod = limits.PerSecond,
                ReplenishmentPeriod = Second,
            });
        }

        // Whoever watches over the server asks without a key, as often as that takes.
        bool isHealth = context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null && HttpMethods.IsGet(context.Request.Method);
        return isHealth ? RateLimitPartition.GetNoLimiter("health") : Window($"stranger {NetworkOf(context)}", limits.Strangers);
    }

    private static RateLimitPartition<string> Window(string name, int most) =>
        RateLimitPartition.GetFixedWindowLimiter(name, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Minute });

    /// <summary>Returns the address of a visitor; of IPv6 the network, for one machine has all the addresses of it.</summary>
    private static string NetworkOf(HttpContext context)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        return address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBits / 8))
            : VisitorClaims.AddressOf(context) ?? "unknown";
    }
}
