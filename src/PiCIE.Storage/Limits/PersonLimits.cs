using Microsoft.EntityFrameworkCore;
using PiCIE.Storage.Databases;

namespace PiCIE.Storage.Limits;

/// <summary>The weights and limits of people, which all processes read from one table.</summary>
public sealed class PersonLimits
{
    /// <summary>Name of the weight: a person of weight 2 gets twice the time of one of weight 1 while both wait. 1 unless it is set.</summary>
    public const string Weight = "weight";

    /// <summary>Name of the limit of stages at once; none unless it is set.</summary>
    public const string Most = "most";

    private readonly IReadOnlyDictionary<(string Name, string Person), double> _values;

    private PersonLimits(IReadOnlyDictionary<(string Name, string Person), double> values) => _values = values;

    /// <summary>Whether anybody has a limit of stages at once.</summary>
    public bool AnyMost => _values.Keys.Any(key => key.Name == Most);

    /// <summary>Reads them.</summary>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static async Task<PersonLimits> ReadAsync(PicieContext context, CancellationToken cancel) =>
        new(await context.Set<Limit>().AsNoTracking().ToDictionaryAsync(limit => (limit.Name, limit.Person), limit => limit.Value, cancel));

    /// <summary>The times of the queue, which stand in the same table and are everybody's.</summary>
    public AgreedTimes Times => new(Time(AgreedTimes.LeaseName), Time(AgreedTimes.OfferName), Time(AgreedTimes.ReconcileName));

    /// <summary>Returns the weight of a person.</summary>
    /// <param name="person">Name of the person.</param>
    public double WeightOf(string person) => Of(Weight, person) ?? 1;

    /// <summary>Returns how many stages of a person may be offered or run at once; null for any number.</summary>
    /// <param name="person">Name of the person.</param>
    public int? MostOf(string person) => (int?)Of(Most, person);

    /// <summary>Sets or removes one; it counts from the next look of admission on.</summary>
    /// <param name="contexts">Opens contexts.</param>
    /// <param name="clock">Gives the time.</param>
    /// <param name="name"><see cref="Weight"/>, <see cref="Most"/> or the name of one of <see cref="AgreedTimes"/>.</param>
    /// <param name="person">Name of the person; empty for everybody who has none of their own.</param>
    /// <param name="value">The value; null removes it.</param>
    /// <param name="cancel">Cancels the call.</param>
    public static Task SetAsync(IDbContextFactory<PicieContext> contexts, TimeProvider clock, string name, string person, double? value, CancellationToken cancel) => DatabaseChange.RunAsync(
        contexts,
        async context =>
        {
            DateTimeOffset now = await clock.NowAsync(context, cancel);
            IQueryable<Limit> its = context.Set<Limit>().Where(limit => limit.Name == name && limit.Person == person);
            await its.ExecuteDeleteAsync(cancel);
            if (value is { } set)
            {
                context.Add(new Limit { Name = name, Person = person, Value = set, ChangedAt = now });
                await context.SaveChangesAsync(cancel);
            }

            await QueueSignals.RaiseAsync(context, cancel);
            return true;
        },
        cancel);

    private TimeSpan? Time(string name) => _values.TryGetValue((name, string.Empty), out double seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private double? Of(string name, string person) =>
        _values.TryGetValue((name, person), out double own) ? own : _values.TryGetValue((name, string.Empty), out double all) ? all : null;
}
