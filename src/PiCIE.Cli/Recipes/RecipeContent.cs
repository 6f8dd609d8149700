namespace PiCIE.Cli.Recipes;

/// <summary>A file or folder that a data set has when it is whole.</summary>
/// <param name="Path">A file or a folder in it, with <c>/</c> between names.</param>
/// <param name="Files">Number of files with the ending directly in the folder; null for a file that must be there.</param>
/// <param name="Ending">Ending of the files that are counted, with its dot.</param>
internal sealed record RecipeContent(string Path, int? Files = null, string? Ending = null)
{
    /// <summary>Returns a sentence with what differs in a folder; null where it is as it must be.</summary>
    /// <param name="root">Folder of the data set.</param>
    public string? MissingIn(string root)
    {
        string path = System.IO.Path.Combine([root, .. Path.Split('/')]);
        if (Files is not { } wanted)
        {
            return System.IO.File.Exists(path) ? null : $"{Path} is missing";
        }

        int found = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*" + Ending).Count() : 0;
        return found == wanted ? null : $"{Path} has {found} files {Ending}, not {wanted}";
    }
}
