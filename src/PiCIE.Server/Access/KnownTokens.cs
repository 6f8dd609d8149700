namespace PiCIE.Server.Access;

/// <summary>The tokens that let in, each with who comes by it. A home has one, for the person whose home it is.</summary>
/// <param name="tokens">The tokens.</param>
internal sealed class KnownTokens(params (AccessToken Token, Visitor Visitor)[] tokens)
{
    /// <summary>Returns who comes by a token; null where it is none.</summary>
    public Visitor? OfToken(string text) => tokens.FirstOrDefault(one => one.Token.IsToken(text)).Visitor;

    /// <summary>Returns who comes by a cookie; null where it is none.</summary>
    public Visitor? OfCookie(string text) => tokens.FirstOrDefault(one => one.Token.IsCookie(text)).Visitor;

    /// <summary>Returns the cookie that a token is traded for; null where it is none.</summary>
    public string? CookieFor(string text) => tokens.FirstOrDefault(one => one.Token.IsToken(text)).Token?.Cookie;
}
