using PiCIE.Cli.Recipes;

namespace PiCIE.Cli.DataSets;

/// <summary>What <c>picie data fetch --json</c> prints.</summary>
/// <param name="Name">Name of the recipe.</param>
/// <param name="Data">What specs call the data set.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="WasThere">Whether it was there already, so that nothing was fetched.</param>
/// <param name="Source">Where it came from; null if it was there already.</param>
/// <param name="Licence">What its publisher allows.</param>
internal sealed record FetchedDataDocument(string Name, string Data, string Folder, bool WasThere, DataSource? Source, string Licence)
{
    /// <summary>The document of a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="folder">Where the data set lies.</param>
    /// <param name="source">Where it came from; null if it was there already.</param>
    public static FetchedDataDocument Of(DataRecipe recipe, string folder, DataSource? source) =>
        new(recipe.Name, recipe.Folder, folder, source is null, source, recipe.Licence);
}
