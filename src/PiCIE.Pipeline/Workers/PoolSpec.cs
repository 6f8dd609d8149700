using System.Globalization;
using System.Text.RegularExpressions;
using PiCIE.Evaluation.Text;
using PiCIE.Experiments.Stages;

namespace PiCIE.Pipeline.Workers;

/// <summary>Says what a pool of a worker is for, as people write it: <c>NAME[:kinds][@device]=slots</c>.</summary>
/// <param name="Name">Name of the pool within its worker.</param>
/// <param name="Kinds">Kinds of stages that it does.</param>
/// <param name="Device">Its device: cpu, cuda or cuda:N.</param>
/// <param name="Slots">Number of stages at once.</param>
public sealed partial record PoolSpec(string Name, IReadOnlyList<StageKind> Kinds, string Device, int Slots)
{
    private const int MostSlots = 1000;

    /// <summary>The pool of a worker that is told of none: every kind of stage, one at a time, on the processor.</summary>
    public static PoolSpec Default { get; } = new("all", Enum.GetValues<StageKind>(), "cpu", 1);

    /// <summary>Reads the text of a pool.</summary>
    /// <param name="text">The text. A name that is a kind needs no kinds: <c>train@cpu=1</c>; without a device it is the processor.</param>
    /// <exception cref="PicieException">The text is none of a pool; the message says what is wrong.</exception>
    public static PoolSpec Read(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success)
        {
            throw Wrong(text, "it has not the form NAME[:kinds][@device]=slots, with a device that is cpu, cuda or cuda:N and a whole number of slots");
        }

        string name = match.Groups["name"].Value;
        string[] kinds = match.Groups["kinds"].Success ? match.Groups["kinds"].Value.Split(',') : [name];
        string[] known = [.. EnumWords.All<StageKind>()];
        if (kinds.FirstOrDefault(kind => !known.Contains(kind)) is { } unknown)
        {
            throw Wrong(text, match.Groups["kinds"].Success
                ? $"'{unknown}' is no kind of stage; there are {string.Join(", ", known)}"
                : $"the name '{name}' is no kind of stage, so the kinds must follow it: {name}:{string.Join(',', known)}=1");
        }

        return int.TryParse(match.Groups["slots"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int slots) && slots is >= 1 and <= MostSlots
            ? new PoolSpec(name, [.. kinds.Distinct().Select(EnumWords.Parse<StageKind>)], match.Groups["device"].Success ? match.Groups["device"].Value : "cpu", slots)
            : throw Wrong(text, $"the number of slots is '{match.Groups["slots"].Value}', allowed is 1 to {MostSlots}");
    }

    /// <summary>Reads the pools of a worker.</summary>
    /// <param name="texts">Their texts; none gives <see cref="Default"/>.</param>
    /// <exception cref="PicieException">A text is none of a pool, or two pools have one name.</exception>
    public static IReadOnlyList<PoolSpec> ReadAll(IReadOnlyList<string> texts)
    {
        PoolSpec[] pools = texts.Count == 0 ? [Default] : [.. texts.Select(Read)];
        return pools.GroupBy(pool => pool.Name).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw Wrong(twice.Key, "two pools of one worker have this name")
            : pools;
    }

    private static PicieException Wrong(string text, string what) => new(
        "bad-pool", $"'{text}' is no pool: {what}.", "--pool", "For example: --pool train@cpu=1 --pool light:preprocess,cluster,evaluate@cpu=2", ProblemKind.Input);

    [GeneratedRegex("^(?<name>[A-Za-z][A-Za-z0-9_-]{0,49})(:(?<kinds>[a-z,]+))?(@(?<device>cpu|cuda(:[0-9]{1,2})?))?=(?<slots>-?[0-9]+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
