namespace PiCIE.Server.Access;

/// <summary>The addresses by which people sign in to the server of a team.</summary>
internal static class SignInPaths
{
    /// <summary>The page.</summary>
    public const string Page = "/sign-in";

    /// <summary>The script of the page.</summary>
    public const string Script = "/sign-in.js";

    /// <summary>The session of a browser.</summary>
    public const string Session = "/api/v1/session";
}
