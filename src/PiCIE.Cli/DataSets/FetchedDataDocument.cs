using PiCIE.Cli.Recipes;

namespace PiCIE.Cli.DataSets;

/// <summary>The document of <c>picie data fetch --json</c>.</summary>
/// <param name="Name">Name of the recipe.</param>
/// <param name="Data">Name of the data set in specs.</param>
/// <param name="Folder">Folder that holds it.</param>
/// <param name="WasThere">Whether it was there already, so that nothing was fetched.</param>
/// <param name="Source">Its source; null if it was there already.</param>
/// <param name="Licence">A sentence with what its publisher allows.</param>
internal sealed record FetchedDataDocument(string Name, string Data, string Folder, bool WasThere, DataSource? Source, string Licence)
{
    /// <summary>Returns the document of a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">Folder that holds the data set.</param>
    /// <param name="source">Its source; null if it was there already.</param>
    public static FetchedDataDocument Of(DataRecipe recipe, string folder, DataSource? source) =>
        new(recipe.Name, recipe.Folder, folder, source is null, source, recipe.Licence);
}
