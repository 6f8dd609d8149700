using System.Text.Json;

namespace PiCIE.Storage.Columns;

/// <summary>Writes ids as one parameter of a statement, however many there are: a JSON list, in the letters in which SQLite keeps ids.</summary>
internal static class IdList
{
    public static string Of(IEnumerable<Guid> ids) => JsonSerializer.Serialize(ids.Select(id => id.ToString().ToUpperInvariant()));
}
