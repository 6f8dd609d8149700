using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PiCIE.Dashboard.Assets;

/// <summary>Gives out the assets. An address names its content, so the answer is kept for good.</summary>
internal static class AssetRoutes
{
    private const string Kept = "private, max-age=31536000, immutable";

    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/assets/{hash}/{name}", Get);

    private static IResult Get(string hash, string name, HttpContext context)
    {
        if (!AssetLibrary.All.TryGetValue(name, out PageAsset? asset) || asset.Hash != hash)
        {
            return Results.NotFound();
        }

        bool takesBrotli = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        context.Response.Headers.CacheControl = Kept;
        context.Response.Headers.Vary = "Accept-Encoding";
        if (takesBrotli)
        {
            context.Response.Headers.ContentEncoding = "br";
        }

        return Results.Bytes(asset.Bytes(takesBrotli), asset.MediaType);
    }
}
