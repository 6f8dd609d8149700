using PiCIE.Pipeline;

namespace PiCIE.Cli.Downloads;

/// <summary>Reads the value of <c>--url</c>.</summary>
internal static class WebAddress
{
    /// <summary>Returns the address that a person names, or else the public one.</summary>
    /// <param name="url">Value of <c>--url</c>, or null.</param>
    /// <param name="otherwise">The public address.</param>
    /// <exception cref="PicieException">It is no address of a web server.</exception>
    public static Uri Of(string? url, Uri otherwise)
    {
        if (url is null)
        {
            return otherwise;
        }

        return Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : throw new PicieException(
                "bad-address", $"--url {url} is no address: it starts with http:// or https://.", null,
                $"The file itself, for example {otherwise}.", ProblemKind.Input);
    }
}
