using PiCIE.Experiments.Filters;
using PiCIE.Pipeline.Homes;
using PiCIE.Pipeline.Runs;
using PiCIE.Storage.Runs;

namespace PiCIE.Pipeline.RunTables;

/// <summary>Turns what is asked of a run table into a query of the database that has it.</summary>
internal sealed class TableSource(PicieHome home, TimeProvider clock)
{
    /// <summary>Reads from the database; a home that has none yet has no runs.</summary>
    /// <param name="query">The runs.</param>
    /// <param name="read">Reads.</param>
    /// <param name="none">The answer of a home without runs.</param>
    /// <typeparam name="T">The answer.</typeparam>
    /// <exception cref="PicieException">The place is of another list, the order cannot be used, or the filter takes too long.</exception>
    public async Task<T> ReadAsync<T>(RunQuery query, Func<RunSource, RunQuery, Task<T>> read, T none)
    {
        if (home.Server is null && !File.Exists(home.Database))
        {
            return none;
        }

        try
        {
            return await read(home.Server is { } server ? RunSource.OfServer(server) : RunSource.OfFile(home.Database), query);
        }
        catch (FormatException exception)
        {
            throw ListPlace.Wrong(exception);
        }
        catch (ArgumentException exception)
        {
            throw new PicieException(
                "bad-sort", "Rows of several runs cannot be sorted by a field in which these runs differ.", "sort", "Show single runs, or sort by a setting, a metric, n or created.", ProblemKind.Input, exception);
        }
        catch (SlowFilterException exception)
        {
            throw new PicieException(
                "slow-filter", exception.Message, "filter", "Narrow it, with experiment = … or created > -7d, or sort by fewer fields.", ProblemKind.Input, exception);
        }
    }

    /// <summary>Returns the query of a filter.</summary>
    /// <param name="where">The filter; null for all runs that are not archived.</param>
    /// <param name="ofGroups">Whether it chooses groups of replicates.</param>
    public RunQuery Query(string? where, bool ofGroups) => new()
    {
        Where = string.IsNullOrWhiteSpace(where) ? null : FilterWords.Read<Filter?>("filter", where, ofGroups ? FilterParser.ParseOfGroups : FilterParser.Parse),
        Person = home.Person,
        Now = clock.GetUtcNow(),
        NobodyWorks = WorkingProcess.IsMissing(home),
        Lives = follower => FollowerLock.IsAlive(home, follower),
    };

    /// <summary>Returns the query of a page with its values.</summary>
    /// <param name="page">The page.</param>
    /// <param name="list">What tells the list from every other.</param>
    /// <param name="ofGroups">Whether its rows are groups of replicates.</param>
    public RunQuery Query(TablePage page, string list, bool ofGroups) => Query(page.Where, ofGroups) with
    {
        Limit = page.Limit,
        Order = page.Sort is null ? [] : [.. FilterWords.Read<IReadOnlyList<FilterOrder>>("sort", page.Sort, ofGroups ? FilterOrder.ParseOfGroups : FilterOrder.Parse), new FilterOrder(new FilterField(FilterColumn.Id), false)],
        After = ListPlace.Read(page.After, list),
        WithValues = true,
    };
}
