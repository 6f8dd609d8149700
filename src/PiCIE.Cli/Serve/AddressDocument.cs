using PiCIE.Server.Serving;

namespace PiCIE.Cli.Serve;

/// <summary>The document of <c>serve</c> and <c>open</c>: where the home is served.</summary>
/// <param name="Address">Address without the token.</param>
/// <param name="Token">The token, for <c>Authorization: Bearer</c>.</param>
/// <param name="Url">The address for a browser, with the token.</param>
internal sealed record AddressDocument(string Address, string Token, string Url)
{
    /// <summary>Returns the document of a served address.</summary>
    public static AddressDocument Of(ServedAddress served) => new(served.Address, served.Token, served.Url);
}
