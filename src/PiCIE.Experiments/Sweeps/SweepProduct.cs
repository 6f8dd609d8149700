using PiCIE.Evaluation.Text;

namespace PiCIE.Experiments.Sweeps;

/// <summary>Combines the values of keys: each with each, but for keys whose conditions are not met.</summary>
internal static class SweepProduct
{
    private const int NotSwept = -1;

    /// <summary>Returns the combinations in the order as written, of which the last key varies fastest; null where there are too many.</summary>
    /// <param name="axes">The keys with their values.</param>
    /// <param name="conditions">Conditions of the keys.</param>
    /// <param name="most">Most combinations.</param>
    /// <remarks>
    /// A key is added to every combination of those before it. No combination ever goes away again, so that a product of astronomical size
    /// ends as soon as it has grown past the limit, and a combination in which a key is not swept comes out once by itself.
    /// </remarks>
    public static IReadOnlyList<SweepPoint>? Of(IReadOnlyList<SweepAxis> axes, SweepConditions conditions, int most)
    {
        List<int[]> combinations = [[.. axes.Select(_ => NotSwept)]];
        foreach (string key in conditions.Order)
        {
            int axis = axes.Index().First(one => one.Item.Key == key).Index;
            List<int[]> longer = [];
            foreach (int[] combination in combinations)
            {
                longer.AddRange(conditions.AreMet(key, other => ValueOf(axes, combination, other)) ? With(combination, axis, axes[axis].Values.Count) : [combination]);
                if (longer.Count > most)
                {
                    return null;
                }
            }

            combinations = longer;
        }

        combinations.Sort((one, other) => one.AsSpan().SequenceCompareTo(other));
        return [.. combinations.Select(combination => PointOf(axes, combination))];
    }

    private static IEnumerable<int[]> With(int[] combination, int axis, int values)
    {
        for (int value = 0; value < values; value++)
        {
            int[] longer = [.. combination];
            longer[axis] = value;
            yield return longer;
        }
    }

    private static TextNode? ValueOf(IReadOnlyList<SweepAxis> axes, int[] combination, string key) => axes.Index()
        .Where(one => one.Item.Key == key && combination[one.Index] != NotSwept)
        .Select(one => one.Item.Values[combination[one.Index]]).FirstOrDefault();

    private static SweepPoint PointOf(IReadOnlyList<SweepAxis> axes, int[] combination) =>
        new([.. axes.Index().Where(one => combination[one.Index] != NotSwept).Select(one => one.Item.At(combination[one.Index]))]);
}
