using System.Text.Json;
using System.Text.Json.Serialization;

namespace PiCIE.Cli.Recipes;

/// <summary>Reads the recipes that are part of the program.</summary>
internal static class DataRecipes
{
    /// <summary>The schema that this version reads.</summary>
    public const string Schema = "picie-data-recipe/1";

    private const string Prefix = "recipes/";
    private const string Suffix = ".json";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Names of the recipes, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(DataRecipes).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Returns the recipe of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static DataRecipe Get(string name)
    {
        using Stream text = typeof(DataRecipes).Assembly.GetManifestResourceStream(Prefix + name + Suffix)
            ?? throw new ArgumentOutOfRangeException(nameof(name), name, "no such recipe");
        DataRecipe recipe = JsonSerializer.Deserialize<DataRecipe>(text, Strict) ?? throw new InvalidDataException($"the recipe {name} is empty");
        return recipe.Schema == Schema ? recipe : throw new InvalidDataException($"the recipe {name} has the schema {recipe.Schema}, this version reads {Schema}");
    }
}
