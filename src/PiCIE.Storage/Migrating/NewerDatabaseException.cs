namespace PiCIE.Storage.Migrating;

/// <summary>
/// Reports that a newer version of this program has changed the database, so that this one must not touch it. Trying again gives the same.
/// </summary>
/// <param name="file">The database.</param>
/// <param name="migrations">The migrations that this program does not know.</param>
public sealed class NewerDatabaseException(string file, IReadOnlyList<string> migrations) : Exception(
    $"The database {file} was made by a newer version of this program: it has the migration {string.Join(", ", migrations)}, which this version does not know.")
{
    /// <summary>Path of the database.</summary>
    public string File { get; } = file;

    /// <summary>The migrations that this program does not know.</summary>
    public IReadOnlyList<string> Migrations { get; } = migrations;
}
