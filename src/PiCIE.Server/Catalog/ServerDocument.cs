using System.Security.Claims;
using PiCIE.Pipeline;

namespace PiCIE.Server.Catalog;

/// <summary>The document at the root of the API.</summary>
/// <param name="Product">Name of the product.</param>
/// <param name="Version">Its version, with the commit where the build knew it.</param>
/// <param name="Person">Who asks.</param>
/// <param name="Role">What that person may do.</param>
/// <param name="Links">Addresses of the lists.</param>
internal sealed record ServerDocument(string Product, string Version, string Person, string Role, IReadOnlyDictionary<string, string> Links)
{
    private static readonly string[] Lists = ["runs", "experiments", "queue", "workers", "tasks", "data-sets", "events"];

    /// <summary>Returns the document for whoever asks.</summary>
    public static ServerDocument Of(ClaimsPrincipal visitor) => new(
        "PiCIE.Pipeline", ProgramVersion.Text, visitor.Identity!.Name!, visitor.FindFirstValue(ClaimTypes.Role)!, Lists.ToDictionary(list => list, list => $"/api/v1/{list}"));
}
