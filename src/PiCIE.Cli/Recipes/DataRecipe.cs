using PiCIE.Cli.Archives;
using PiCIE.Cli.Downloads;

namespace PiCIE.Cli.Recipes;

/// <summary>
/// A recipe that brings a public data set into the data folder: where it is, what its licence says, what it unpacks to. Recipes are data
/// (<c>picie-data-recipe/1</c>) and part of the program. Nothing in them is guessed: a length or checksum stands there only if a source
/// states it.
/// </summary>
internal sealed record DataRecipe
{
    /// <summary>Schema of the recipe, <c>picie-data-recipe/1</c>.</summary>
    public required string Schema { get; init; }

    /// <summary>Name that <c>picie data fetch</c> has for it.</summary>
    public required string Name { get; init; }

    /// <summary>Title for people.</summary>
    public required string Title { get; init; }

    /// <summary>A sentence with what its publisher allows and where that is written.</summary>
    public required string Licence { get; init; }

    /// <summary>Public address of its archive.</summary>
    public required Uri Address { get; init; }

    /// <summary>Name that the archive gets here.</summary>
    public required string File { get; init; }

    /// <summary>Form in which the archive is stored.</summary>
    public required ArchiveKind Archive { get; init; }

    /// <summary>Length of the archive in bytes, or null where no source states it.</summary>
    public long? Bytes { get; init; }

    /// <summary>Checksum of the archive, or null where no source states one.</summary>
    public FileDigest? Digest { get; init; }

    /// <summary>Name of the source that states length and checksum; null where none does.</summary>
    public string? StatedBy { get; init; }

    /// <summary>Name of its folder below the data folder, by which specs call it.</summary>
    public required string Folder { get; init; }

    /// <summary>The files that are taken.</summary>
    public required RecipeSelection Take { get; init; }

    /// <summary>The files and folders that must be there afterwards.</summary>
    public required IReadOnlyList<RecipeContent> Expect { get; init; }

    /// <summary>Limits of what the archive may hold.</summary>
    public required ArchiveLimits Limits { get; init; }

    /// <summary>A sentence for people that says what to do next.</summary>
    public required string Next { get; init; }

    /// <summary>Returns the archive as a file to fetch.</summary>
    /// <param name="folder">Folder that it comes to.</param>
    public WantedFile Wanted(string folder) => new(File, Digest, Bytes, folder, "PICIE_DATA");
}
