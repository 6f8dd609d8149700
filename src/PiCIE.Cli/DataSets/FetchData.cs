using PiCIE.Cli.Archives;
using PiCIE.Cli.CommandLine;
using PiCIE.Cli.Downloads;
using PiCIE.Cli.Recipes;
using PiCIE.Evaluation.Text;
using PiCIE.Pipeline;
using PiCIE.Pipeline.DataSets;

namespace PiCIE.Cli.DataSets;

/// <summary>
/// Fetches a public data set into the data folder, where specs find it by its name. The folder appears whole or not at all, and nothing that
/// was there is touched.
/// </summary>
internal static class FetchData
{
    private const string Downloads = ".downloads";

    /// <summary>Fetches a data set, unless it is there already.</summary>
    /// <param name="session">The command.</param>
    /// <param name="recipe">Recipe of the data set.</param>
    /// <param name="url">Another address of the same archive, or null.</param>
    /// <param name="sha256">The checksum that the person demands instead of the stated one, or null.</param>
    /// <param name="into">Another folder than the one below the data folder, or null.</param>
    /// <exception cref="PicieException">It could not be fetched, or something else stands in its place.</exception>
    public static async Task<ExitStatus> RunAsync(CommandSession session, DataRecipe recipe, string? url, string? sha256, string? into)
    {
        Uri address = WebAddress.Of(url, recipe.Address);
        DataRecipe wanted = sha256 is null ? recipe : recipe with { Digest = new FileDigest(DigestKind.Sha256, Checked(sha256)), Bytes = null };
        FetchedFolder folder = new(recipe, into is null ? Path.Combine(session.Home.DataFolder, recipe.Folder) : session.FullPath(into));
        if (folder.IsWhole)
        {
            session.Give(
                FetchedDataDocument.Of(recipe, folder.Path, source: null),
                terminal => terminal.Say($"{folder.Path} is there already. Next: {recipe.Next}"));
            return ExitStatus.Done;
        }

        folder.RefuseOther();
        if (into is null)
        {
            await RefuseShadowedAsync(session, recipe, folder.Path);
        }

        session.Terminal.Tell($"{recipe.Title}.");
        session.Terminal.Tell($"Licence: {recipe.Licence}.");
        string downloads = Path.Combine(session.Home.DataFolder, Downloads);
        DownloadedFile archive = await WatchedDownload.FetchAsync(session, wanted.Wanted(downloads), address, downloads);
        DataSource source = new(recipe.Name, address, archive.Bytes, archive.Sha256, recipe.Licence);
        Unpack(session, folder, archive.Path, source);
        session.Give(FetchedDataDocument.Of(recipe, folder.Path, source), terminal =>
        {
            terminal.Say($"{folder.Path} is there: {archive.Bytes:N0} bytes from {address}");
            terminal.Say($"SHA-256 {archive.Sha256} ({Trust(wanted)})");
            terminal.Say($"Next: {recipe.Next}");
        });
        return ExitStatus.Done;
    }

    /// <summary>
    /// Refuses a data set whose name is registered: the registered name wins over a folder of that name, so specs would never find what is
    /// fetched.
    /// </summary>
    private static async Task RefuseShadowedAsync(CommandSession session, DataRecipe recipe, string folder)
    {
        await using LocalPipeline pipeline = LocalPipeline.On(session);
        IReadOnlyList<RegisteredDataSet> named = await pipeline.AskAsync(new ListDataSets(), session.Stop);
        if (named.FirstOrDefault(one => one.Name == recipe.Folder && one.Path != folder) is { } other)
        {
            throw new PicieException(
                "name-taken", $"The data set '{other.Name}' is {other.Path} already, so specs would not find {folder}.", other.Path,
                $"Take the name back: picie data remove {ShellWord.Of(other.Name)}; or name another folder with --into.", ProblemKind.Conflict);
        }
    }

    private static void Unpack(CommandSession session, FetchedFolder folder, string archive, DataSource source)
    {
        try
        {
            folder.Fill(archive, source, session.Stop);
            File.Delete(archive);
        }
        catch (ArchiveException broken)
        {
            File.Delete(archive);
            throw new PicieException(
                "bad-archive", $"{broken.Message}; it has been removed.", source.Address.ToString(),
                "Fetch again; if it happens again, name another address with --url.", ProblemKind.Input, broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PicieException(
                "cannot-write", $"{archive} cannot be unpacked to {folder.Path}: {failure.Message}", folder.Path,
                "Free space, or name another folder with --into; the archive is kept, so nothing is fetched twice.", ProblemKind.Environment, failure);
        }
    }

    private static string Trust(DataRecipe recipe) => recipe.Digest switch
    {
        null => "no source states a checksum: it is written down and not compared with anything",
        { Kind: DigestKind.Sha256 } => "as demanded",
        { } digest => $"its {digest.Name} is the one stated by {recipe.StatedBy}",
    };

    private static string Checked(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigit)
        ? sha256.ToLowerInvariant()
        : throw new PicieException(
            "bad-checksum", $"--sha256 {sha256} is no SHA-256: it has 64 hexadecimal digits.", null, "Copy it from where the archive is published.", ProblemKind.Input);
}
