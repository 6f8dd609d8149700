using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Tests;

public sealed class ServerDatabaseTests
{
    [Theory]
    [InlineData("Host=db;Database=picie;Username=me", "Host=db;Database=picie;Username=me")]
    [InlineData("postgresql://me:p%40ss@db:5433/picie", "Host=db;Database=picie;Port=5433;Username=me;Password=p@ss")]
    [InlineData("postgres://db/picie", "Host=db;Database=picie")]
    [InlineData("postgresql://me@db/picie?sslmode=require", "Host=db;Database=picie;Username=me;SSL Mode=Require")]
    public void A_database_is_named_by_a_connection_string_or_an_address(string text, string connection) =>
        PostgreSqlDatabase.Read(text).ShouldBe(connection);

    [Theory]
    [InlineData("picie.db")]
    [InlineData("Database=picie")]
    [InlineData("Host=db;Wrong=1;Password=secret")]
    [InlineData("mysql://me:secret@db/picie")]
    public void What_names_none_is_refused_and_not_repeated(string text)
    {
        FormatException refused = Should.Throw<FormatException>(() => PostgreSqlDatabase.Read(text));

        refused.ToString().ShouldNotContain("secret");
        refused.InnerException.ShouldBeNull();
    }

    [Fact]
    public void Its_name_for_people_holds_no_password() =>
        PostgreSqlDatabase.NameOf(PostgreSqlDatabase.Read("postgresql://me:secret@db/picie")).ShouldBe("picie on db");
}
