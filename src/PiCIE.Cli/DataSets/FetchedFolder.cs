using System.Text.Json;
using PiCIE.Cli.Archives;
using PiCIE.Cli.Recipes;
using PiCIE.Pipeline;

namespace PiCIE.Cli.DataSets;

/// <summary>The folder of a fetched data set. It is filled aside and moved into place, so that a broken fetch leaves nothing half done.</summary>
internal sealed class FetchedFolder
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly DataRecipe _recipe;

    /// <summary>Creates the folder of a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="path">Absolute path of the folder, which may exist.</param>
    public FetchedFolder(DataRecipe recipe, string path) => (_recipe, Path) = (recipe, path);

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Whether everything is there that the recipe makes.</summary>
    public bool IsWhole => Missing(Path) is null;

    private string Aside => Path + ".unpacking";

    /// <summary>Refuses a folder in which something else stands where the data set would come.</summary>
    /// <exception cref="PicieException">There is something else.</exception>
    public void RefuseOther()
    {
        string[] inTheWay = [.. _recipe.Expect.Select(content => content.Path.Split('/')[0]).Distinct().Where(name => System.IO.Path.Exists(Below(name)))];
        if (inTheWay.Length > 0)
        {
            throw Taken(string.Join(", ", inTheWay), $"it is not the whole {_recipe.Name}: {Missing(Path)}");
        }
    }

    /// <summary>Unpacks an archive into the folder.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="source">Source of the archive, which is kept beside the data.</param>
    /// <param name="cancel">Stops the unpacking; nothing of it stays.</param>
    /// <exception cref="ArchiveException">The archive is broken, dangerous, too large or another one than the recipe knows.</exception>
    /// <exception cref="PicieException">Something else stands in the place of one of its files.</exception>
    public void Fill(string archive, DataSource source, CancellationToken cancel)
    {
        RemoveAside();
        try
        {
            Directory.CreateDirectory(Aside);
            Unpacking.Run(archive, _recipe.Archive, Aside, _recipe.Limits, _recipe.Take.Place, cancel);
            if (Missing(Aside) is { } missing)
            {
                throw new ArchiveException($"{archive} is not the {_recipe.Name} that this version knows: {missing}");
            }

            File.WriteAllText(System.IO.Path.Combine(Aside, source.FileName), JsonSerializer.Serialize(source, Readable));
            MoveIntoPlace();
        }
        finally
        {
            RemoveAside();
        }
    }

    private void MoveIntoPlace()
    {
        if (!System.IO.Path.Exists(Path))
        {
            Directory.Move(Aside, Path);
            return;
        }

        string[] names = [.. Directory.EnumerateFileSystemEntries(Aside).Select(entry => System.IO.Path.GetFileName(entry)).Order(StringComparer.Ordinal)];
        if (names.FirstOrDefault(name => System.IO.Path.Exists(Below(name))) is { } taken)
        {
            throw Taken(taken, "nothing in it is replaced");
        }

        foreach (string name in names)
        {
            Move(System.IO.Path.Combine(Aside, name), Below(name));
        }
    }

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to);
        }
    }

    private PicieException Taken(string names, string why) => new(
        "folder-taken", $"{Path} has {names} already, and {why}.", Path, "Move it away, or name another folder with --into.", ProblemKind.Conflict);

    private string? Missing(string root) => _recipe.Expect.Select(content => content.MissingIn(root)).FirstOrDefault(missing => missing is not null);

    private string Below(string name) => System.IO.Path.Combine(Path, name);

    private void RemoveAside()
    {
        if (Directory.Exists(Aside))
        {
            Directory.Delete(Aside, recursive: true);
        }
    }
}
