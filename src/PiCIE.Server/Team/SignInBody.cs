namespace PiCIE.Server.Team;

/// <summary>What is sent to sign in.</summary>
/// <param name="Key">The key.</param>
internal sealed record SignInBody(string Key)
{
    /// <summary>The record without the key, for logs.</summary>
    public override string ToString() => nameof(SignInBody);
}
