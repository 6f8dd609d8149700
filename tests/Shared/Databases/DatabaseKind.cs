namespace PiCIE.Tests.Databases;

/// <summary>A database that the product runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
