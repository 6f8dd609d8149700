namespace PiCIE.Experiments.Filters;

/// <summary>One key of the order of a list.</summary>
/// <param name="Field">The field that the list is sorted by.</param>
/// <param name="IsDescending">Whether the largest value comes first. What does not have the field comes last in any case.</param>
public sealed record FilterOrder(FilterField Field, bool IsDescending)
{
    /// <summary>Largest number of keys of an order.</summary>
    public const int MostKeys = 10;

    /// <summary>Reads an order: fields with commas between, each with <c>-</c> in front where the largest value comes first.</summary>
    /// <param name="text">The text, for example <c>-metrics.val.meanIoU,settings.train.learningRate</c>.</param>
    /// <exception cref="FilterException">A key is no field, or one by which nothing can be sorted.</exception>
    public static IReadOnlyList<FilterOrder> Parse(string text) => Parse(text, ofGroups: false);

    /// <summary>Reads an order of groups of replicates: by figures of a split, settings, n, created or configId.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FilterException">A key is no field, or one in which the runs of a group differ.</exception>
    public static IReadOnlyList<FilterOrder> ParseOfGroups(string text) => Parse(text, ofGroups: true);

    private static List<FilterOrder> Parse(string text, bool ofGroups)
    {
        List<FilterOrder> keys = [];
        int column = 1;
        foreach (string part in text.Split(','))
        {
            string key = part.Trim();
            int at = column + part.Length - part.TrimStart().Length;
            column += part.Length + 1;
            bool descending = key.StartsWith('-');
            string name = descending ? key[1..] : key;
            if (name.Length == 0)
            {
                throw new FilterException(at, "A field to sort by is missing.", "For example -metrics.val.meanIoU,created.");
            }

            FilterField field = FilterFields.Read(name, descending ? at + 1 : at, ofGroups);
            if (!field.IsSortable)
            {
                throw new FilterException(at, $"Runs are not sorted by '{field}', which has several words.");
            }

            if (ofGroups && !field.IsOfGroups)
            {
                throw new FilterException(at, $"Groups are not sorted by '{field}', in which their runs differ.", "They have metrics.<split>.<figure>, settings.<key>, n, created and configId.");
            }

            keys.Add(new FilterOrder(field, descending));
            if (keys.Count > MostKeys)
            {
                throw new FilterException(at, $"The order has more than {MostKeys} keys.");
            }
        }

        return keys;
    }
}
