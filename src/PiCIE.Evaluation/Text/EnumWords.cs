using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PiCIE.Evaluation.Text;

/// <summary>
/// Writes a value of an enumeration as the word that specs, JSON, keys, database and messages use, and reads it back. The word is the
/// one that the value declares (<see cref="JsonStringEnumMemberNameAttribute"/>), else its name in kebab case.
/// </summary>
public static class EnumWords
{
    /// <summary>Returns the word of a value.</summary>
    /// <param name="value">A value that the enumeration declares.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException">The enumeration declares no such value.</exception>
    public static string Word<T>(this T value)
        where T : struct, Enum
    {
        foreach ((string word, T known) in Known<T>.Pairs)
        {
            if (EqualityComparer<T>.Default.Equals(known, value))
            {
                return word;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, $"{typeof(T).Name} declares no such value");
    }

    /// <summary>Returns all words of an enumeration, in the order of its values.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Known<T>.Words;

    /// <summary>Returns the value of a word; null where the enumeration has no such word.</summary>
    /// <param name="word">The word, case-sensitive.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    public static T? Find<T>(string word)
        where T : struct, Enum
    {
        foreach ((string known, T value) in Known<T>.Pairs)
        {
            if (known == word)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Returns the value of a word that the product itself wrote, such as one in the database.</summary>
    /// <param name="word">The word.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <exception cref="FormatException">The enumeration has no such word.</exception>
    public static T Parse<T>(string word)
        where T : struct, Enum =>
        Find<T>(word) ?? throw new FormatException($"'{word}' is no word of {typeof(T).Name}; its words are {string.Join(", ", All<T>())}.");

    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly (string Word, T Value)[] Pairs = [.. Enum.GetValues<T>().Select(value => (WordOf(value), value))];

        public static readonly string[] Words = [.. Pairs.Select(pair => pair.Word)];

        private static string WordOf(T value)
        {
            string name = value.ToString();
            return typeof(T).GetField(name)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                ?? JsonNamingPolicy.KebabCaseLower.ConvertName(name);
        }
    }
}
