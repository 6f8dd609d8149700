using System.Text.Json;
using PiCIE.Pipeline;
using PiCIE.Pipeline.Documents;
using PiCIE.Pipeline.Homes;

namespace PiCIE.Server.Serving;

/// <summary>Where a server answers, and the token that it lets in. It stands in a file of the home that its owner alone reads.</summary>
/// <param name="Address">Address without the token: <c>http://127.0.0.1:5480</c>.</param>
/// <param name="Token">The token.</param>
public sealed record ServedAddress(string Address, string Token)
{
    private const string FileName = "serve.json";

    /// <summary>The address that a browser is given: the first visit trades the token for a cookie.</summary>
    public string Url => $"{Address}/?token={Token}";

    /// <summary>Returns where the home is served at this moment.</summary>
    /// <param name="home">The home.</param>
    /// <exception cref="PicieException">Nobody serves it, or the file cannot be read.</exception>
    public static ServedAddress Read(PicieHome home)
    {
        if (!HomeFollowers.IsServed(home))
        {
            throw new PicieException(
                "not-served", $"Nobody serves {home.Root}.", home.Root, "picie serve serves it, and says the address.", ProblemKind.NotFound);
        }

        string file = FileOf(home);
        try
        {
            return JsonSerializer.Deserialize<ServedAddress>(File.ReadAllText(file), DocumentJson.Options)!;
        }
        catch (FileNotFoundException exception)
        {
            throw new PicieException("not-served", $"picie serve just starts or ends in {home.Root}.", home.Root, "Ask again in a second.", ProblemKind.NotFound, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new PicieException(
                "no-address", $"{file} cannot be read: {exception.Message}", file, "Only the person who started picie serve may read it; that terminal shows the address too.",
                ProblemKind.Environment, exception);
        }
    }

    /// <summary>Writes the file. At no moment may anybody else read it, and a reader sees it whole.</summary>
    /// <param name="home">The home.</param>
    internal void Write(PicieHome home)
    {
        string draft = $"{FileOf(home)}.{Guid.NewGuid():N}";
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (StreamWriter text = new(draft, options))
        {
            text.Write(DocumentJson.Write(new { Address, Token }));
        }

        File.Move(draft, FileOf(home), overwrite: true);
    }

    /// <summary>Removes the file; a home that was moved away meanwhile has none to remove.</summary>
    /// <param name="home">The home.</param>
    internal static void Remove(PicieHome home)
    {
        try
        {
            File.Delete(FileOf(home));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The token in it is worth nothing any more.
        }
    }

    /// <summary>The record without its token, for logs.</summary>
    public override string ToString() => Address;

    private static string FileOf(PicieHome home) => Path.Combine(home.Root, FileName);
}
