using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PiCIE.Experiments.Text;

/// <summary>The words of an enumeration, the same in specs, JSON and keys.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal static class EnumText<T>
    where T : struct, Enum
{
    private static readonly (string Word, T Value)[] Pairs =
        [.. Enum.GetValues<T>().Select(value => (Word(value), value))];

    /// <summary>All words, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Pairs.Select(pair => pair.Word)];

    /// <summary>The word of a value.</summary>
    /// <param name="value">The value.</param>
    public static string Of(T value) => Pairs.First(pair => pair.Value.Equals(value)).Word;

    /// <summary>The value of a word; null for a word that there is not.</summary>
    /// <param name="word">The word.</param>
    public static T? Find(string word)
    {
        foreach ((string known, T value) in Pairs)
        {
            if (known == word)
            {
                return value;
            }
        }

        return null;
    }

    private static string Word(T value)
    {
        string name = value.ToString();
        return typeof(T).GetField(name)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.KebabCaseLower.ConvertName(name);
    }
}
