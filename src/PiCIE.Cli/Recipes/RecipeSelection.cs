namespace PiCIE.Cli.Recipes;

/// <summary>Selects the files of an archive that are taken, and says where they go.</summary>
/// <param name="SkipFolders">Number of outer folders that are left away: archives of a repository have one.</param>
/// <param name="Below">Name of the folder whose files are taken, the first of this name behind those; null for all files.</param>
/// <param name="Into">Folder that they go to, or null for the folder of the data set itself.</param>
internal sealed record RecipeSelection(int SkipFolders, string? Below, string? Into)
{
    /// <summary>Returns the place of a file of the archive; null where it is not taken.</summary>
    /// <param name="names">Names of its path in the archive.</param>
    public string[]? Place(string[] names)
    {
        string[] rest = names[Math.Min(SkipFolders, names.Length)..];
        if (Below is not null)
        {
            int folder = Array.IndexOf(rest, Below);
            rest = folder < 0 ? [] : rest[(folder + 1)..];
        }

        return rest.Length == 0 || rest[^1].StartsWith('.') ? null : Into is null ? rest : [Into, .. rest];
    }
}
