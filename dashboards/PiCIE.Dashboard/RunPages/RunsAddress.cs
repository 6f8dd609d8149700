namespace PiCIE.Dashboard.RunPages;

/// <summary>What the address of the list of runs says: the same address shows everybody the same list.</summary>
/// <param name="Filter">The filter; empty shows what is not archived.</param>
/// <param name="Sort">Fields to sort by; null is the newest first.</param>
/// <param name="Fold">Whether replicates are one row.</param>
public sealed record RunsAddress(string Filter, string? Sort, bool Fold)
{
    /// <summary>The address.</summary>
    public string Text
    {
        get
        {
            string[] parts =
            [
                .. Filter.Length > 0 ? [$"filter={Uri.EscapeDataString(Filter)}"] : Array.Empty<string>(),
                .. Sort is { } sort ? [$"sort={Uri.EscapeDataString(sort)}"] : Array.Empty<string>(),
                .. Fold ? Array.Empty<string>() : ["fold=off"],
            ];
            return parts.Length == 0 ? "/runs" : $"/runs?{string.Join('&', parts)}";
        }
    }

    /// <summary>Reads the parts of an address.</summary>
    /// <param name="filter">The filter, or null.</param>
    /// <param name="sort">The order, or null.</param>
    /// <param name="fold">The word <c>off</c>, or null.</param>
    public static RunsAddress Of(string? filter, string? sort, string? fold) => new(filter?.Trim() ?? "", string.IsNullOrWhiteSpace(sort) ? null : sort, fold != "off");

    /// <summary>Returns the address that sorts by a field: down first where large values are good, then up, then as before.</summary>
    /// <param name="field">The field.</param>
    public RunsAddress SortedBy(string field) => this with { Sort = Sort == $"-{field}" ? field : Sort == field ? null : $"-{field}" };

    /// <summary>Returns how a column is sorted, in the words of a table's head.</summary>
    /// <param name="field">The field of the column.</param>
    public string? Direction(string? field) => field is null ? null : Sort == $"-{field}" ? "descending" : Sort == field ? "ascending" : null;
}
