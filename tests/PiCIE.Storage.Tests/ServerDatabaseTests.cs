using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Tests;

public sealed class ServerDatabaseTests
{
    [Theory]
    [InlineData("Host=db;Database=picie;Username=me", "Host=db;Database=picie;Username=me")]
    [InlineData("postgresql://me:p%40ss@db:5433/picie", "Host=db;Database=picie;Port=5433;Username=me;Password=p@ss")]
    [InlineData("postgres://me:a:b@[::1]:5433/picie", "Host=[::1];Database=picie;Port=5433;Username=me;Password=a:b")]
    [InlineData("host=db; db=picie; user id='me'; PASSWORD='a;b'", "Host=db;Database=picie;Username=me;Password=\"a;b\"")]
    [InlineData("postgres://db/picie", "Host=db;Database=picie")]
    [InlineData("postgresql://me@db/picie?sslmode=require", "Host=db;Database=picie;Username=me;SSL Mode=Require")]
    public void A_database_is_named_by_a_connection_string_or_an_address(string text, string connection) =>
        PostgreSqlAddress.Read(text).ShouldBe(connection);

    [Theory]
    [InlineData("picie.db", "it is neither a connection string nor an address")]
    [InlineData("/var/run/postgresql", "it is neither a connection string nor an address")]
    [InlineData("Database=picie;Username=me;Password=secret", "it names no host")]
    [InlineData("Host=db;Username=me;Password=secret", "it names no database")]
    [InlineData("postgresql://me:secret@db", "it names no database")]
    [InlineData("postgresql:///picie", "it names no host")]
    [InlineData("Host=db;Wrong=1;Password=secret", "it has the setting 'wrong', which nobody knows")]
    [InlineData("postgresql://me:secret@db/picie?wrong=1", "it has the setting 'wrong', which nobody knows")]
    [InlineData("Host=db;Port=secret", "the value of its setting 'port' cannot be used")]
    [InlineData("postgresql://me:secret@db/picie?sslmode=often", "the value of its setting 'SSL Mode' cannot be used")]
    [InlineData("mysql://me:secret@db/picie", "it is an address of mysql; allowed is postgresql")]
    [InlineData("postgresql://me:secret@db:70000/picie", "its port is '70000'; a port is a number from 1 to 65535")]
    [InlineData("postgresql://me:secret@db:0/picie", "its port is '0'; a port is a number from 1 to 65535")]
    [InlineData("postgresql://me:secret@db:x/picie", "its port is 'x'; a port is a number from 1 to 65535")]
    [InlineData("postgresql://me:sec@ret@db/picie", "%40")]
    [InlineData("postgresql://me:secret#1@db/picie", "%23")]
    [InlineData("postgresql://me:secret/1@db/picie", "%2F")]
    [InlineData("postgresql://me:secret?1@db/picie", "%3F")]
    [InlineData("postgresql://me:12#secret@db/picie", "%23")]
    public void What_names_none_is_refused_with_what_is_wrong_and_its_password_is_not_repeated(string text, string why)
    {
        FormatException refused = Should.Throw<FormatException>(() => PostgreSqlAddress.Read(text));

        refused.Message.ShouldContain(why);
        refused.ToString().ShouldNotContain("secret");
        refused.InnerException.ShouldBeNull();
    }

    [Theory]
    [InlineData("postgresql://me:secret@db/picie", "picie on db")]
    [InlineData("postgresql://me:secret@db:5433/picie", "picie on db:5433")]
    public void Its_name_for_people_holds_no_password(string text, string name) => PostgreSqlDatabase.NameOf(PostgreSqlAddress.Read(text)).ShouldBe(name);
}
