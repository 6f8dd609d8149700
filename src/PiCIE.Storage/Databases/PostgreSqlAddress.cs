using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace PiCIE.Storage.Databases;

/// <summary>
/// Reads the text by which people name a database: a connection string, or an address <c>postgresql://user:password@host:port/database</c>. It asks for host and database, so that nothing is
/// written into one that nobody meant; without a user it is that of the operating system, as for PostgreSQL's own programs. No message repeats a value other than a port, for it may be a password.
/// </summary>
public static partial class PostgreSqlAddress
{
    private const string Escapes = "in user and password, characters such as @ : / ? # % are written as %40 %3A %2F %3F %23 %25";

    /// <summary>Reads the text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The connection string.</returns>
    /// <exception cref="FormatException">The text is neither, or lacks a part. The message says what, as the end of a sentence.</exception>
    public static string Read(string text)
    {
        NpgsqlConnectionStringBuilder read = Scheme().Match(text) is { Success: true } scheme ? OfAddress(text, scheme) : OfSettings(text);
        string? missing = read.Host is not { Length: > 0 } ? "host" : read.Database is not { Length: > 0 } ? "database" : null;
        return missing is null ? read.ConnectionString : throw new FormatException($"it names no {missing}");
    }

    /// <summary>Returns whether a connection string names its user.</summary>
    /// <param name="connection">Connection string.</param>
    public static bool NamesUser(string connection) => new NpgsqlConnectionStringBuilder(connection).Username is { Length: > 0 };

    private static NpgsqlConnectionStringBuilder OfAddress(string text, Match scheme)
    {
        if (scheme.Groups["name"].Value.ToLowerInvariant() is not ("postgres" or "postgresql") and var other)
        {
            throw new FormatException($"it is an address of {other}; allowed is postgresql");
        }

        string authority = text[scheme.Length..].Split('/', '?', '#')[0];
        string rest = text[(scheme.Length + authority.Length)..];
        if (authority.Count(letter => letter == '@') > 1 || (!authority.Contains('@') && rest.Contains('@')))
        {
            throw new FormatException($"its user or password holds a letter that ends it early; {Escapes}");
        }

        if (WrittenPort().Match(authority.Split('@')[^1]) is { Success: true } written && (!ushort.TryParse(written.Groups["port"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) || port == 0))
        {
            throw new FormatException($"its port is '{written.Groups["port"].Value}'; a port is a number from 1 to 65535");
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? OfAddress(address) : throw new FormatException($"the address cannot be read; {Escapes}");
    }

    private static NpgsqlConnectionStringBuilder OfAddress(Uri address)
    {
        string[] person = address.UserInfo.Split(':', 2);
        NpgsqlConnectionStringBuilder read = new() { Host = address.Host, Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')) };
        if (address.Port > 0)
        {
            read.Port = address.Port;
        }

        if (person[0].Length > 0)
        {
            read.Username = Uri.UnescapeDataString(person[0]);
        }

        if (person.Length == 2)
        {
            read.Password = Uri.UnescapeDataString(person[1]);
        }

        foreach (string pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            Set(read, Uri.UnescapeDataString(parts[0]) switch { "sslmode" => "SSL Mode", string key => key }, Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? string.Empty));
        }

        return read;
    }

    private static NpgsqlConnectionStringBuilder OfSettings(string text)
    {
        DbConnectionStringBuilder given;
        try
        {
            given = new DbConnectionStringBuilder { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            throw new FormatException("it is neither a connection string nor an address");
        }

        NpgsqlConnectionStringBuilder read = [];
        foreach (string name in given.Keys)
        {
            Set(read, name, given[name]);
        }

        return read;
    }

    private static void Set(NpgsqlConnectionStringBuilder read, string name, object value)
    {
        if (!read.ContainsKey(name) && !Knows(name))
        {
            throw new FormatException($"it has the setting '{name}', which nobody knows");
        }

        try
        {
            read[name] = value;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw new FormatException($"the value of its setting '{name}' cannot be used");
        }
    }

    private static bool Knows(string name)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder().TryGetValue(name, out _);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex("^(?<name>[A-Za-z][A-Za-z0-9+.-]*)://")]
    private static partial Regex Scheme();

    /// <summary>Finds what is written after the last colon of a host; one inside brackets belongs to the number of a host.</summary>
    [GeneratedRegex(@":(?<port>[^:@\]]*)$")]
    private static partial Regex WrittenPort();
}
