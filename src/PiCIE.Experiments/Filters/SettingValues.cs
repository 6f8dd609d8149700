using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PiCIE.Experiments.Plans;
using PiCIE.Experiments.Settings;

namespace PiCIE.Experiments.Filters;

/// <summary>The settings of a run in the form in which filters compare them: key by key, without the seeds, which each run has of its own.</summary>
/// <param name="Id">Hash of all of them.</param>
/// <param name="Values">The values by key; each is a text or a number, a list is one text with commas between.</param>
public sealed record SettingValues(string Id, IReadOnlyList<(string Key, string? Text, double? Number)> Values)
{
    /// <summary>Keys of the seeds.</summary>
    public static IReadOnlyList<string> Seeds { get; } = ["train.seed", "cluster.seed"];

    /// <summary>Returns the values of a run.</summary>
    /// <param name="settings">Its settings.</param>
    public static SettingValues Of(RunSettings settings)
    {
        (string Key, string? Text, double? Number)[] values = [.. SettingDifferences.Leaves(ShownSettings.Of(settings))
            .Where(leaf => leaf.Value.ValueKind != JsonValueKind.Null && !Seeds.Contains(leaf.Key)).Select(leaf => ValueOf(leaf.Key, leaf.Value))];
        string all = string.Join('\0', values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key}\0{value.Text}\0{value.Number:R}")));
        return new SettingValues(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all))), values);
    }

    private static (string Key, string? Text, double? Number) ValueOf(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => (key, null, value.GetDouble()),
        JsonValueKind.Array => (key, string.Join(',', value.EnumerateArray()), null),
        JsonValueKind.True => (key, "true", null),
        JsonValueKind.False => (key, "false", null),
        _ => (key, value.ToString(), null),
    };
}
